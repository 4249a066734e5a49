package dev.muster.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of a device as its NETCONF sees them: whole trees by the name of their outermost element. A tree that
 * is edited takes the place of the one before; nothing within trees is merged. Its command line has a configuration of its
 * own.
 */
final class NetconfStore {
    private final Supplier<Map<String, String>> fresh;
    private final Map<String, Integer> locks = new HashMap<>();
    private final Map<String, Map<String, String>> stores = new HashMap<>();
    private @Nullable Waiting waiting;

    /** A commit that nobody has confirmed yet. */
    private record Waiting(
            Map<String, String> before,
            long until,
            int session,
            @Nullable String persist) {}

    /** @param fresh the trees of a new device */
    NetconfStore(Supplier<Map<String, String>> fresh) {
        this.fresh = fresh;
    }

    /** The trees of a configuration. */
    synchronized Map<String, String> trees(String store) {
        settle();
        return Map.copyOf(of(store));
    }

    private Map<String, String> of(String store) {
        if (stores.isEmpty()) {
            stores.put("running", new LinkedHashMap<>(fresh.get()));
            stores.put("startup", new LinkedHashMap<>(fresh.get()));
        }
        if (store.equals("candidate") && !stores.containsKey(store)) {
            stores.put(store, new LinkedHashMap<>(of("running")));
        }
        return Objects.requireNonNull(stores.get(store));
    }

    /** A tree in a configuration; null as its text takes it away. */
    synchronized void put(String store, String name, @Nullable String tree) {
        settle();
        if (tree == null) {
            of(store).remove(name);
        } else {
            of(store).put(name, tree);
        }
    }

    synchronized void copy(String from, String to) {
        settle();
        stores.put(to, new LinkedHashMap<>(of(from)));
    }

    /** Who holds the lock that this session wants, or null when it has it now. */
    synchronized @Nullable Integer lock(String store, int session) {
        Integer holder = locks.putIfAbsent(store, session);
        return holder;
    }

    /** Whether this session may change a configuration. */
    synchronized boolean isFree(String store, int session) {
        return locks.getOrDefault(store, session) == session;
    }

    /** False when it held none. */
    synchronized boolean unlock(String store, int session) {
        return locks.remove(store, session);
    }

    synchronized void discard() {
        stores.remove("candidate");
    }

    /**
     * Makes the candidate what is running.
     *
     * @param patience until it has to be confirmed, or null for at once
     */
    synchronized void commit(int session, @Nullable Duration patience, @Nullable String persist) {
        settle();
        Map<String, String> before = waiting == null ? new LinkedHashMap<>(of("running")) : waiting.before();
        stores.put("running", new LinkedHashMap<>(of("candidate")));
        waiting =
                patience == null ? null : new Waiting(before, System.nanoTime() + patience.toNanos(), session, persist);
    }

    /** Whether this session, or this name, may confirm or cancel what waits. */
    synchronized boolean mayEnd(int session, @Nullable String persistId) {
        settle();
        return waiting == null || Objects.equals(waiting.persist(), persistId);
    }

    /** False when nothing waits. */
    synchronized boolean cancel() {
        settle();
        boolean any = waiting != null;
        takeBack();
        return any;
    }

    private void takeBack() {
        if (waiting != null) {
            stores.put("running", new LinkedHashMap<>(waiting.before()));
            stores.remove("candidate");
            waiting = null;
        }
    }

    private void settle() {
        if (waiting != null && System.nanoTime() - waiting.until() >= 0) {
            takeBack();
        }
    }

    /** A session is over: its locks are, and what only it could have confirmed. */
    synchronized void left(int session) {
        if (waiting != null && waiting.session() == session && waiting.persist() == null) {
            takeBack();
        }
        if (locks.remove("candidate", session)) {
            stores.remove("candidate");
        }
        locks.values().removeIf(holder -> holder == session);
    }
}
