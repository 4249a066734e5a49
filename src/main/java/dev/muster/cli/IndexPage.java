package dev.muster.cli;

import dev.muster.page.RunsIndex;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps {@code reports/index.html} in step with the runs below it. */
final class IndexPage {
    private IndexPage() {}

    /** A run in this folder has new results. An index that cannot be written costs nobody a result: it is only told. */
    static void refresh(Path folder, Console console) {
        try {
            RunsIndex.update(folder);
        } catch (IOException e) {
            console.say(Visible.line("notice: reports/index.html was not written: " + e.getMessage()));
        }
    }
}
