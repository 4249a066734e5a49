package dev.muster.session;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects an answer line by line and notices refusals. */
final class OutputText implements LineSink {
    /** A refusal is a short answer; looking further would only find log lines that quote one. */
    private static final int REFUSAL_LINES = 40;

    private final KeptOutput output;
    private final List<Pattern> refusals;
    private final List<String> hidden = new ArrayList<>();
    private @Nullable String refusal;
    private int lines;

    OutputText(OutputStore store, List<Pattern> refusals) {
        this.output = new KeptOutput(store);
        this.refusals = refusals;
    }

    /** Never shows this text, though a device may repeat it. */
    void hide(String secret) {
        if (!secret.isBlank()) {
            hidden.add(secret);
        }
    }

    @Override
    public void line(String line) throws DeviceException {
        String shown = line;
        for (String secret : hidden) {
            shown = shown.replace(secret, "********");
        }
        if (refusal == null && lines < REFUSAL_LINES && isRefusal(shown)) {
            refusal = shown.strip();
        }
        output.add(lines++ == 0 ? shown : "\n" + shown);
    }

    private boolean isRefusal(String line) {
        for (Pattern pattern : refusals) {
            if (pattern.matcher(line).find()) {
                return true;
            }
        }
        return false;
    }

    /** The line by which the device rejected the command, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Why the file does not hold the whole answer, known after the end; null when it does. */
    @Nullable
    Failure trouble() {
        return output.trouble();
    }

    /** The whole answer. */
    Output finish() {
        return output.finish();
    }
}
