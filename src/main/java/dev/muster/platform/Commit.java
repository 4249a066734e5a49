package dev.muster.platform;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How changes become effective on a device with a candidate configuration. Every command but {@code command} is null
 * where the device has nothing of the kind.
 *
 * @param when what the prompt shows where there is a candidate, or null when there always is one; elsewhere changes take
 *     effect at once
 * @param comment the command with {@code {comment}}
 * @param label the command with {@code {label}}
 * @param confirmed the command with {@code {minutes}}, {@code {seconds}} or {@code {timer}} (hours:minutes:seconds)
 * @param confirm what confirms such a commit; with {@code {name}}, the session's, it is typed outside configuration mode
 * @param check what only verifies the candidate
 * @param ok lines that say it worked; where there are any, one must be seen
 * @param failed lines that say it did not
 * @param why shows the reason of a failure
 * @param abort what drops the candidate
 */
public record Commit(
        @Nullable Pattern when,
        String command,
        @Nullable String comment,
        @Nullable String label,
        @Nullable String confirmed,
        @Nullable String confirm,
        @Nullable String check,
        List<Pattern> ok,
        List<Pattern> failed,
        @Nullable String why,
        List<String> abort) {

    public Commit {
        ok = List.copyOf(ok);
        failed = List.copyOf(failed);
        abort = List.copyOf(abort);
    }

    /** The commit of a mode that has its own, such as a configuration session's. */
    public static Commit of(String command, @Nullable String abort) {
        List<String> dropped = abort == null ? List.of() : List.of(abort);
        return new Commit(null, command, null, null, null, null, null, List.of(), List.of(), null, dropped);
    }

    /** Whether changes made at this prompt wait for a commit. */
    public boolean appliesAt(String prompt) {
        return when == null || when.matcher(prompt).find();
    }

    /**
     * The command to send; null for what is not wanted. What the platform cannot say is left out: ask whether
     * {@code comment}, {@code label} and {@code confirmed} are there first.
     */
    public String command(@Nullable String text, @Nullable String name, @Nullable Duration rollback) {
        String line = rollback == null || confirmed == null ? command : fill(confirmed, rollback);
        if (name != null && label != null) {
            line = append(line, label.replace("{label}", name));
        }
        return text == null || comment == null ? line : append(line, comment.replace("{comment}", text));
    }

    /** Devices take whole minutes or seconds; less time than asked for would roll back too early. */
    private static String fill(String template, Duration rollback) {
        long seconds = (rollback.toMillis() + 999) / 1000;
        return template.replace("{minutes}", Long.toString((seconds + 59) / 60))
                .replace("{seconds}", Long.toString(seconds))
                .replace("{timer}", String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60));
    }

    private String append(String line, String other) {
        return line.equals(command) || !other.startsWith(command) ? other : line + other.substring(command.length());
    }
}
