package dev.muster.history;

import dev.muster.result.RunInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message of a commit: what changed, and on which devices nothing was read. */
final class CommitText {
    private static final int MOST_NAMED = 100;

    private final List<String> lines = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private int changed;
    private int added;

    /** @param change null of a file that is new and empty but for ignored lines */
    void changed(String device, String file, boolean isNew, @Nullable TextChange change) {
        if (isNew) {
            added++;
        } else {
            changed++;
        }
        String size = change == null ? "" : "  +" + change.added() + (isNew ? "" : " -" + change.removed());
        lines.add(visible(device) + "  " + file + size + (isNew ? "  new" : ""));
    }

    /** A device whose configuration was not read. */
    void missing(String device) {
        missing.add(visible(device));
    }

    String message(@Nullable RunInfo run) {
        var text = new StringBuilder();
        String job = run == null ? "muster" : visible(run.job());
        text.append(job).append(": ").append(counts()).append("\n\n");
        list(lines, text);
        if (!missing.isEmpty()) {
            text.append("\nNot read, as it was: ")
                    .append(String.join(", ", missing.subList(0, Math.min(MOST_NAMED, missing.size()))))
                    .append(missing.size() > MOST_NAMED ? " and " + (missing.size() - MOST_NAMED) + " more" : "")
                    .append('\n');
        }
        return run == null
                ? text.toString()
                : text.append("\nMuster-Run: ").append(run.id()).append('\n').toString();
    }

    /** How many files changed or are new. */
    String counts() {
        String changes = changed == 1 ? "1 configuration changed" : changed + " configurations changed";
        return changed == 0 ? added + " new" : added == 0 ? changes : changes + ", " + added + " new";
    }

    private static void list(List<String> lines, StringBuilder text) {
        lines.stream().limit(MOST_NAMED).forEach(line -> text.append(line).append('\n'));
        if (lines.size() > MOST_NAMED) {
            text.append("and ").append(lines.size() - MOST_NAMED).append(" more\n");
        }
    }

    /** Names come from outside. */
    private static String visible(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
