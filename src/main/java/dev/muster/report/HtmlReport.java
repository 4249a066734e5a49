package dev.muster.report;

import dev.muster.page.Page;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code report.html}: the run as one page, made when it has ended; {@code report.html.part} holds texts until then. */
final class HtmlReport implements RunListener {
    private final Path file;
    private final Page page;
    private @Nullable String broken;

    HtmlReport(Path folder) throws IOException {
        file = folder.resolve("report.html");
        Path part = folder.resolve("report.html.part");
        try {
            page = new Page(part, RunFolder.onlyOwner(part, "rw-------"));
        } catch (IOException e) {
            throw new IOException(part + ": " + Trouble.reason(e), e);
        }
    }

    @Override
    public void on(RunEvent event) throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        try {
            take(event);
        } catch (IOException e) {
            broken = file + ": " + Trouble.reason(e);
            giveUp(e);
            throw new IOException(broken, e);
        }
    }

    private void take(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> page.begin(started.run());
            case RunEvent.DeviceEnded ended -> page.add(ended.result());
            case RunEvent.FleetChecked checked -> page.fleet(checked.checks());
            case RunEvent.RunEnded ended -> {
                WholeFile.write(file, out -> page.write(out, ended.tally()));
                page.close();
            }
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private void giveUp(IOException because) {
        try {
            page.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
