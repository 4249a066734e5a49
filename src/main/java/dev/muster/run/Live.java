package dev.muster.run;

import dev.muster.result.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each running device is doing at this moment; written by its own thread, read by any. */
public final class Live {
    private final Map<Integer, Now> devices = new ConcurrentHashMap<>();

    private record Now(String device, long began, Phase phase, String step, String command, long since) {}

    /**
     * One running device.
     *
     * @param step the step under way, empty outside of {@link Phase#STEPS} and between steps
     * @param command its command or dialogue, without what is hidden
     * @param since how long it has been doing this
     * @param running how long ago it began
     */
    public record Doing(
            int index, String device, Phase phase, String step, String command, Duration since, Duration running) {}

    void begins(int index, String device) {
        long now = System.nanoTime();
        devices.put(index, new Now(device, now, Phase.QUEUE, "", "", now));
    }

    void enters(int index, Phase phase) {
        devices.computeIfPresent(
                index, (same, was) -> new Now(was.device, was.began, phase, "", "", System.nanoTime()));
    }

    void sends(int index, String step, String command) {
        devices.computeIfPresent(
                index, (same, was) -> new Now(was.device, was.began, was.phase, step, command, System.nanoTime()));
    }

    void ends(int index) {
        devices.remove(index);
    }

    /** How many devices run. */
    public int count() {
        return devices.size();
    }

    /** All running devices, those first that have been at the same thing longest. */
    public List<Doing> now() {
        long now = System.nanoTime();
        var list = new ArrayList<Doing>();
        devices.forEach((index, was) -> list.add(new Doing(
                index,
                was.device,
                was.phase,
                was.step,
                was.command,
                Duration.ofNanos(now - was.since),
                Duration.ofNanos(now - was.began))));
        list.sort(Comparator.comparing(Doing::since).reversed());
        return list;
    }
}
