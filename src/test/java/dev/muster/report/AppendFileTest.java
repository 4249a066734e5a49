package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendFileTest {
    @TempDir
    Path temp;

    private static Body text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPieceThatBreaksOffLeavesNoTrace() throws IOException {
        Path path = temp.resolve("file");
        try (var file = AppendFile.create(path)) {
            file.append(text("one\n"));
            assertThrows(
                    IllegalStateException.class,
                    () -> file.append(out -> {
                        out.write(new byte[1 << 20]);
                        throw new IllegalStateException("a bug");
                    }));
            assertEquals("one\n", Files.readString(path));
            file.append(text("two\n"));
            assertEquals("one\ntwo\n", Files.readString(path));
        }
    }

    @Test
    void theSystemsReasonIsTold() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "there is no /dev/full here");
        try (var file = new AppendFile(full)) {
            var e = assertThrows(IOException.class, () -> file.append(text("x")));
            assertEquals("No space left on device", Trouble.reason(e));
        }
    }

    @Test
    void anInterruptedThreadStillWrites() throws IOException {
        Path path = temp.resolve("file");
        try (var file = AppendFile.create(path)) {
            Thread.currentThread().interrupt();
            file.append(text("one\n"));
            file.append(text("two\n"));
        } finally {
            Thread.interrupted();
        }
        assertEquals("one\ntwo\n", Files.readString(path));
    }
}
