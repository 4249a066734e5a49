package dev.muster.session;

import dev.muster.scope.Deadline;
import dev.muster.transport.ByteQueue;
import dev.muster.transport.Transport;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into whole lines and the unfinished last line, the tail, on which prompts are looked for; work per chunk
 * never depends on what came before.
 */
final class LineReader {
    private static final int RECENT_LINES = 40;
    private static final int RECENT_CHARS = 500;

    /** Longer than any prompt; what is looked for at the end of a longer line must not cost more for each piece of it. */
    private static final int GLANCE = 4096;

    private final Transport transport;
    private final ByteQueue queue = new ByteQueue();
    private final TerminalLine current = new TerminalLine();
    private final ArrayDeque<String> recent = new ArrayDeque<>();
    private @Nullable String tail;
    private @Nullable String glance;

    LineReader(Transport transport) {
        this.transport = transport;
    }

    /** Waits for more bytes. */
    Transport.Read fill(Deadline by) throws InterruptedException {
        return transport.read(queue, by);
    }

    /** The next whole line of what has come, or null when only the tail is left. */
    @Nullable
    String nextLine() {
        if (queue.isEmpty()) {
            return null;
        }
        forget();
        return current.feed(queue) ? remember(current.take()) : null;
    }

    private String remember(String line) {
        if (recent.size() == RECENT_LINES) {
            recent.removeFirst();
        }
        recent.addLast(line.length() <= RECENT_CHARS ? line : line.substring(line.length() - RECENT_CHARS));
        return line;
    }

    private void forget() {
        tail = null;
        glance = null;
    }

    /** The unfinished last line. */
    String tail() {
        if (tail == null) {
            tail = current.text();
        }
        return tail;
    }

    /** The end of the unfinished last line. */
    String glance() {
        if (glance == null) {
            glance = current.end(GLANCE);
        }
        return glance;
    }

    /** Forgets the tail, as when a pager's prompt was answered. */
    void clearTail() {
        current.clear();
        forget();
    }

    /** The last lines received, with the tail, for the report of a failure. */
    String recent() {
        String lines = String.join("\n", recent);
        return lines.isEmpty() ? glance() : lines + "\n" + glance();
    }
}
