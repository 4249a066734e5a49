package dev.muster.lab;

import java.io.IOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A simulated device while the lab runs: what all its sessions share. */
final class Station {
    private static final int MOST_LOGGED = 1000;
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})$");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS 'UTC' EEE MMM d yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter BOOTED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss.SSS 'UTC'", Locale.ENGLISH);

    private final LabDevice device;
    private final Simulation simulation;
    private final int number;
    private final ArrayDeque<String> log = new ArrayDeque<>();
    private final ConfigStore configs;
    private final NetconfStore netconf = new NetconfStore(this::trees);
    private @Nullable LabFiles files;
    private @Nullable String newPassword;
    private int restarts;
    private int sessions;

    /** @param position counts the lab's devices from 1, for a name without a number */
    Station(LabDevice device, int position, Simulation simulation) {
        this.device = device;
        this.simulation = simulation;
        Matcher matcher = NUMBER.matcher(device.hostname());
        number = matcher.find() ? Math.max(1, Integer.parseInt(matcher.group(1))) : position;
        configs = new ConfigStore(
                simulation.style(), () -> facts(device.hostname()).fill(simulation.runningConfig()));
        if (!device.state().changes().isEmpty()) {
            configs.change(null, config -> device.state().change(config, simulation.style()));
        }
    }

    LabDevice device() {
        return device;
    }

    Simulation simulation() {
        return simulation;
    }

    NetconfStore netconf() {
        return netconf;
    }

    /** The canned trees of its NETCONF, by name. */
    private Map<String, String> trees() {
        String text = facts(device.hostname()).fill(Simulations.netconf());
        var trees = new HashMap<String, String>();
        for (var tree : LabXml.children(Objects.requireNonNull(LabXml.root(text)))) {
            trees.put(tree.getLocalName(), LabXml.text(tree));
        }
        return trees;
    }

    ConfigStore configs() {
        return configs;
    }

    /** What texts about this device may name; no two devices with numbers below 25,000 share addresses. */
    Facts facts() {
        return facts(Objects.requireNonNullElse(configs.hostname(), device.hostname()));
    }

    private Facts facts(String hostname) {
        var facts = new HashMap<>(simulation.variant(number));
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
        ZonedDateTime now = ZonedDateTime.now(Clock.systemUTC());
        facts.put("clock", CLOCK.format(now));
        facts.put("stamp", STAMP.format(now));
        facts.put("uptime", uptime());
        boolean fresh = hasRestarted();
        facts.put("up_days", fresh ? "0" : "38");
        facts.put("up_hours", fresh ? "0" : facts.get("hour"));
        facts.put("up_minutes", fresh ? "0" : facts.get("minute"));
        facts.put("booted", fresh ? BOOTED.format(now) : "2026-10-13 08:02:17 UTC");
        facts.putAll(device.state().facts());
        return new Facts(Map.copyOf(facts), null);
    }

    private synchronized boolean hasRestarted() {
        return restarts > 0;
    }

    private synchronized String uptime() {
        return restarts > 0
                ? "0 minutes"
                : "5 weeks, 3 days, " + (2 + number % 8) + " hours, " + (10 + number % 50) + " minutes";
    }

    /** The user name without what the platform allows behind it. */
    String plainUser(String user) {
        Pattern suffix = simulation.manner().userSuffix();
        return suffix == null ? user : user.replaceFirst("(?:" + suffix.pattern() + ")$", "");
    }

    /** Whether someone may log in. */
    synchronized boolean accepts(String user, String password) {
        boolean known = password.equals(device.password()) || password.equals(newPassword);
        return !device.has(LabFault.WRONG_PASSWORD) && plainUser(user).equals(device.username()) && known;
    }

    /** From now on another password is right too. */
    synchronized void alsoAccept(String password) {
        newPassword = password;
    }

    /** A number that no other session of this device has. */
    synchronized int nextSession() {
        return ++sessions;
    }

    /** The device starts again. */
    synchronized void restart() {
        restarts++;
        configs.restart();
    }

    /** The files of the device, in a folder that is made when it is first needed. */
    synchronized LabFiles files() throws IOException {
        LabFiles there = files;
        if (there == null) {
            there = LabFiles.create();
            files = there;
        }
        return there;
    }

    /** Removes the folder of the files, if there is one. */
    synchronized void discardFiles() throws IOException {
        if (files != null) {
            files.close();
        }
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
