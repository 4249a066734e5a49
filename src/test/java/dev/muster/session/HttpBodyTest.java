package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.result.DeviceException;
import dev.muster.result.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bodies of answers that end too early. */
class HttpBodyTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theFileOfAnAnswerThatIsCutOffIsNamedAndTakesNothingMore() throws Exception {
        var attempts = new HttpBody.Attempts(new Folder(folder, 4, 10));
        HttpBody body = attempts.get();
        body.take(bytes("12345678"));
        assertThrows(DeviceException.class, () -> body.take(bytes("90a")));
        Output output = Objects.requireNonNull(attempts.received());
        body.take(bytes("9"));
        assertEquals(8, output.bytes());
        assertEquals("12345678", Files.readString(folder.resolve(Objects.requireNonNull(output.file()))));
    }

    @Test
    void onlyTheLastOfSeveralAttemptsCounts() throws Exception {
        var attempts = new HttpBody.Attempts(new Folder(folder, 100, 100));
        attempts.get().take(bytes("busy"));
        HttpBody second = attempts.get();
        assertNull(attempts.received());
        second.take(bytes("late"));
        assertNull(attempts.received());
    }
}
