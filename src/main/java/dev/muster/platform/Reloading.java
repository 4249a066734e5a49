package dev.muster.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a device is started again.
 *
 * @param saving asks whether unsaved changes are to be kept, or null
 * @param dialogs further questions
 * @param uptime what tells since when the device runs, or null
 */
public record Reloading(
        String command,
        @Nullable SaveQuestion saving,
        List<Dialog> dialogs,
        @Nullable Uptime uptime) {

    /** The question whether unsaved changes are to be kept, and both answers. */
    public record SaveQuestion(Pattern match, String yes, String no, boolean newline) {}

    /**
     * A command and where in its output the time stands.
     *
     * @param match group 1 is how long the device has been running, or since when
     */
    public record Uptime(String command, Pattern match) {}

    public Reloading {
        dialogs = List.copyOf(dialogs);
    }

    /** All questions with their answers. */
    public List<Dialog> dialogs(boolean save) {
        var all = new ArrayList<Dialog>();
        if (saving != null) {
            all.add(new Dialog(saving.match(), save ? saving.yes() : saving.no(), saving.newline(), null, null));
        }
        all.addAll(dialogs);
        return all;
    }
}
