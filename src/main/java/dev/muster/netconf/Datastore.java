package dev.muster.netconf;

/**
 * A configuration of a device.
 *
 * @param name {@code running}, {@code candidate}, {@code startup} or a URL
 */
public record Datastore(String name) {
    public static final Datastore RUNNING = new Datastore("running");
    public static final Datastore CANDIDATE = new Datastore("candidate");

    /** Whether it is a file somewhere. */
    public boolean isUrl() {
        return name.contains("://") || name.startsWith("file:");
    }

    /** Whether it is the one that waits for a commit. */
    public boolean isCandidate() {
        return name.equals("candidate");
    }

    @Override
    public String toString() {
        return name;
    }
}
