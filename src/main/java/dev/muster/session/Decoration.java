package dev.muster.session;

import dev.muster.platform.Screen;
import dev.muster.result.DeviceException;
import java.util.regex.Pattern;

/** Leaves out what a device adds to an output as decoration: banner lines of the prompt, doubled blank lines. */
final class Decoration implements LineSink {
    private final Screen screen;
    private final LineSink sink;
    private boolean blank;

    Decoration(Screen screen, LineSink sink) {
        this.screen = screen;
        this.sink = sink;
    }

    @Override
    public void line(String line) throws DeviceException {
        for (Pattern decoration : screen.stripLines()) {
            if (decoration.matcher(line).find()) {
                return;
            }
        }
        boolean second = screen.collapseBlankLines() && blank && line.isBlank();
        blank = line.isBlank() && !second;
        if (!second) {
            sink.line(line);
        }
    }
}
