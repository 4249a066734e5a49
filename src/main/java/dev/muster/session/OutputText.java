package dev.muster.session;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Output;
import dev.muster.result.Stage;
import java.io.ByteArrayOutputStream;
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
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable OutputStream stream;
    private @Nullable Path file;
    private @Nullable MessageDigest digest;
    private @Nullable String refusal;
    private @Nullable Failure trouble;
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
        byte[] piece = (lines++ == 0 ? shown : "\n" + shown).getBytes(StandardCharsets.UTF_8);
        if (bytes + piece.length > store.limit()) {
            throw new DeviceException(
                    FailureKind.OUTPUT_LIMIT, Stage.STEP, "more than " + store.limit() + " bytes of output");
        }
        try {
            keep(piece);
        } catch (IOException e) {
            throw new DeviceException(notKept(e));
        }
    }

    private static Failure notKept(IOException e) {
        return Failure.of(FailureKind.INTERNAL, Stage.STEP, "a large output could not be written: " + e.getMessage())
                .withHint("look at the disk that holds the run's folder");
    }

    private boolean isRefusal(String line) {
        for (Pattern pattern : refusals) {
            if (pattern.matcher(line).find()) {
                return true;
            }
        }
        return false;
    }

    private void keep(byte[] piece) throws IOException {
        if (stream == null && bytes + piece.length > store.memoryLimit()) {
            moveToFile();
        }
        if (stream == null || digest == null) {
            memory.write(piece);
        } else {
            stream.write(piece);
            digest.update(piece);
        }
        bytes += piece.length;
    }

    private void moveToFile() throws IOException {
        OutputStore.Place place = store.open();
        file = place.file();
        stream = place.stream();
        digest = Output.digest();
        byte[] soFar = memory.toByteArray();
        memory = new ByteArrayOutputStream(0);
        stream.write(soFar);
        digest.update(soFar);
    }

    /** The line by which the device rejected the command, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Why the file does not hold the whole answer, known after the end; null when it does. */
    @Nullable
    Failure trouble() {
        return trouble;
    }

    /** The whole answer. */
    Output finish() {
        if (stream == null || digest == null) {
            return Output.of(memory.toString(StandardCharsets.UTF_8));
        }
        try (OutputStream closing = stream) {
            closing.flush();
        } catch (IOException e) {
            trouble = notKept(e);
        }
        return new Output(null, file, bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
