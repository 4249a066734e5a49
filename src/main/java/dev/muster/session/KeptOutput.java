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
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Collects an answer as it comes, in memory while it is small and in a file when it grows. */
public final class KeptOutput {
    private final OutputStore store;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable OutputStream stream;
    private @Nullable Path file;
    private @Nullable MessageDigest digest;
    private @Nullable Failure trouble;
    private long bytes;

    public KeptOutput(OutputStore store) {
        this.store = store;
    }

    /**
     * Adds text.
     *
     * @throws DeviceException when the answer grows too large or cannot be kept
     */
    public void add(String text) throws DeviceException {
        byte[] piece = text.getBytes(StandardCharsets.UTF_8);
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

    /** Whether nothing was added. */
    public boolean isEmpty() {
        return bytes == 0;
    }

    private static Failure notKept(IOException e) {
        return Failure.of(FailureKind.INTERNAL, Stage.STEP, "a large output could not be written: " + e.getMessage())
                .withHint("look at the disk that holds the run's folder");
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

    /** Why the file does not hold the whole answer, known after the end; null when it does. */
    @Nullable
    public Failure trouble() {
        return trouble;
    }

    /** The whole answer. */
    public Output finish() {
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
