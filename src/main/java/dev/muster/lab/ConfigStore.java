package dev.muster.lab;

import dev.muster.lab.Simulation.Style;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The configurations of one device: running, startup, former ones, and candidates by key. */
final class ConfigStore {
    private static final int MOST_FORMER = 20;

    private final Style style;
    private final Supplier<String> fresh;
    private final Map<String, Config> candidates = new HashMap<>();
    private final Deque<Config> former = new ArrayDeque<>();
    private @Nullable Config running;
    private @Nullable Config startup;
    private @Nullable Config fallback;
    private long fallbackAt;
    private @Nullable String hostname;

    /** @param fresh the text of the configuration with which the device is new; asked for when it is needed */
    ConfigStore(Style style, Supplier<String> fresh) {
        this.style = style;
        this.fresh = fresh;
    }

    /** The name that the running configuration gives the device; null while nobody has configured it. */
    synchronized @Nullable String hostname() {
        settle();
        return hostname;
    }

    /** A fresh device's configuration is made when needed, so that thousands of devices cost little. */
    private Config current() {
        settle();
        return running != null ? running : Config.of(fresh.get(), style);
    }

    private Config saved() {
        return startup != null ? startup : Config.of(fresh.get(), style);
    }

    /** A commit that nobody confirmed in time is taken back. */
    private void settle() {
        if (fallback != null && System.nanoTime() - fallbackAt >= 0) {
            Config back = fallback;
            fallback = null;
            install(back);
        }
    }

    private void install(Config config) {
        running = config;
        for (String statement : config.statements()) {
            if (!style.hostname().isEmpty() && statement.startsWith(style.hostname())) {
                hostname = statement.substring(style.hostname().length()).strip();
                return;
            }
        }
    }

    /** What a configuration says: the candidate of this key, or the running one without a key. */
    synchronized <T> T read(@Nullable String key, Function<Config, T> question) {
        Config candidate = key == null ? null : candidates.get(key);
        return question.apply(candidate == null ? current() : candidate);
    }

    /** What the startup configuration says. */
    synchronized <T> T readSaved(Function<Config, T> question) {
        return question.apply(saved());
    }

    /** Changes a candidate, or the running configuration without a key. */
    synchronized void change(@Nullable String key, Consumer<Config> change) {
        if (key != null) {
            begin(key);
            change.accept(candidates.get(key));
            return;
        }
        Config config = current();
        change.accept(config);
        install(config);
    }

    /** Makes a candidate of the running configuration, unless there is one with changes of its own. */
    synchronized void begin(String key) {
        if (!changed(key)) {
            candidates.put(key, current().copy());
        }
    }

    /** Whether the candidate differs from the running configuration. */
    synchronized boolean changed(@Nullable String key) {
        Config candidate = key == null ? null : candidates.get(key);
        return candidate != null && !candidate.text().equals(current().text());
    }

    /** What the candidate changes, as the device shows it. */
    synchronized String changes(@Nullable String key) {
        return read(key, candidate -> candidate.changes(current()));
    }

    /**
     * Makes the candidate the running configuration; a commit without {@code unlessConfirmed} confirms the one before.
     *
     * @param unlessConfirmed after which time it is taken back, or null for never
     */
    synchronized void commit(String key, @Nullable Duration unlessConfirmed) {
        Config before = current();
        Config next = read(key, Config::copy);
        former.addFirst(before);
        if (former.size() > MOST_FORMER) {
            former.removeLast();
        }
        if (unlessConfirmed == null) {
            fallback = null;
        } else {
            fallback = fallback == null ? before.copy() : fallback;
            fallbackAt = System.nanoTime() + unlessConfirmed.toNanos();
        }
        install(next);
        candidates.put(key, next.copy());
    }

    /** Whether a commit waits to be confirmed. */
    synchronized boolean unconfirmed() {
        settle();
        return fallback != null;
    }

    /** Drops a candidate. */
    synchronized void discard(String key) {
        candidates.remove(key);
    }

    /** Makes the candidate what was running {@code back} commits ago, 0 for what runs now; false when none is kept. */
    synchronized boolean load(String key, int back) {
        if (back > former.size()) {
            return false;
        }
        Config wanted = back == 0
                ? current()
                : former.stream().skip(back - 1L).findFirst().orElseThrow();
        candidates.put(key, wanted.copy());
        return true;
    }

    /** The running configuration becomes the startup one. */
    synchronized void save() {
        startup = current().copy();
    }

    /** Whether the running configuration differs from the startup one. */
    synchronized boolean unsaved() {
        settle();
        return running != null && !running.text().equals(saved().text());
    }

    /** The device starts again, with its startup configuration. */
    synchronized void restart() {
        candidates.clear();
        fallback = null;
        install(saved().copy());
    }
}
