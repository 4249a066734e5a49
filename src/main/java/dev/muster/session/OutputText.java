package dev.muster.session;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.result.Output;
import dev.muster.result.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects an answer line by line, in memory while it is small and in a file when it grows; notices refusals. */
final class OutputText implements LineSink {
    /** A refusal is a short answer; looking further would only find log lines that quote one. */
    private static final int REFUSAL_LINES = 40;

    private final OutputStore store;
    private final List<Pattern> refusals;
    private final List<String> hidden = new ArrayList<>();
    private StringBuilder text = new StringBuilder();
    private @Nullable OutputStream stream;
    private @Nullable Path file;
    private @Nullable MessageDigest digest;
    private @Nullable String refusal;
    private long bytes;
    private int lines;

    OutputText(OutputStore store, List<Pattern> refusals) {
        this.store = store;
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
        String piece = lines++ == 0 ? shown : "\n" + shown;
        bytes += piece.length();
        if (bytes > store.limit()) {
            throw new DeviceException(
                    FailureKind.OUTPUT_LIMIT, Stage.STEP, "more than " + store.limit() + " bytes of output");
        }
        try {
            keep(piece);
        } catch (IOException e) {
            throw new DeviceException(
                    FailureKind.INTERNAL, Stage.STEP, "a large output could not be written: " + e.getMessage());
        }
    }

    private boolean isRefusal(String line) {
        for (Pattern pattern : refusals) {
            if (pattern.matcher(line).find()) {
                return true;
            }
        }
        return false;
    }

    private void keep(String piece) throws IOException {
        if (stream == null && bytes > store.memoryLimit()) {
            OutputStore.Place place = store.open();
            file = place.file();
            stream = place.stream();
            digest = Output.digest();
            String soFar = text.toString();
            text = new StringBuilder();
            write(soFar);
        }
        if (stream == null) {
            text.append(piece);
        } else {
            write(piece);
        }
    }

    private void write(String piece) throws IOException {
        byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
        if (stream != null && digest != null) {
            stream.write(utf8);
            digest.update(utf8);
        }
    }

    /** The line by which the device rejected the command, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** The whole answer. */
    Output finish() {
        if (stream == null || digest == null) {
            return Output.of(text.toString());
        }
        try (OutputStream closing = stream) {
            closing.flush();
        } catch (IOException e) {
            refusal = refusal == null ? "the output file is not whole: " + e.getMessage() : refusal;
        }
        return new Output(null, file, bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
