package dev.muster.lab;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A simulated device while the lab runs: what all its sessions share. */
final class Station {
    private static final int MOST_LOGGED = 1000;
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})$");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS 'UTC' EEE MMM d yyyy", Locale.ENGLISH);

    private final LabDevice device;
    private final Simulation simulation;
    private final int number;
    private final ArrayDeque<String> log = new ArrayDeque<>();
    private String hostname;
    private @Nullable RunningConfig changed;

    /** @param position counts the lab's devices from 1, for a name without a number */
    Station(LabDevice device, int position, Simulation simulation) {
        this.device = device;
        this.simulation = simulation;
        hostname = device.hostname();
        Matcher matcher = NUMBER.matcher(hostname);
        number = matcher.find() ? Math.max(1, Integer.parseInt(matcher.group(1))) : position;
    }

    LabDevice device() {
        return device;
    }

    Simulation simulation() {
        return simulation;
    }

    /** What texts about this device may name; no two devices with numbers below 25,000 share addresses. */
    synchronized Facts facts() {
        var facts = new HashMap<String, String>();
        facts.put("hostname", hostname);
        facts.put("username", device.username());
        facts.put("n", String.valueOf(number));
        facts.put("page", String.valueOf((number - 1) / 250 % 100));
        facts.put("seat", String.valueOf((number - 1) % 250 + 1));
        facts.put("hour", String.valueOf(2 + number % 8));
        facts.put("minute", String.valueOf(10 + number % 50));
        facts.put(
                "serial",
                String.format(Locale.ROOT, "FTX%08X", device.hostname().hashCode()));
        facts.put("clock", CLOCK.format(ZonedDateTime.now(Clock.systemUTC())));
        return new Facts(Map.copyOf(facts), null);
    }

    /** Facts that take work to know: the running configuration. */
    synchronized Facts withConfig(Facts facts) {
        String text = config().text();
        return facts.with(
                Map.of("running_config", text.stripTrailing(), "config_bytes", String.valueOf(text.length())));
    }

    /** A fresh device's configuration is made when needed, so that thousands of devices cost little. */
    private RunningConfig config() {
        return changed != null ? changed : new RunningConfig(facts().fill(simulation.runningConfig()));
    }

    synchronized void configure(Consumer<RunningConfig> change) {
        RunningConfig config = config();
        change.accept(config);
        changed = config;
    }

    synchronized void eachInterface(Consumer<RunningConfig.Block> action) {
        config().eachInterface(action);
    }

    synchronized void rename(String name) {
        hostname = name;
    }

    synchronized void log(String line) {
        if (log.size() == MOST_LOGGED) {
            log.removeFirst();
        }
        log.addLast(line);
    }

    synchronized List<String> logged() {
        return List.copyOf(log);
    }
}
