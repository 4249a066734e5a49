package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.result.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer is kept whole: in memory while it is small, in a file when it grows. */
class OutputTextTest {
    @TempDir
    Path folder;

    private OutputText text(long memoryLimit, long limit, String... refusals) {
        return new OutputText(
                new Folder(folder, memoryLimit, limit),
                List.of(refusals).stream().map(Pattern::compile).toList());
    }

    private static void lines(OutputText text, String... lines) throws DeviceException {
        for (String line : lines) {
            text.line(line);
        }
    }

    @Test
    void nothingIsAnEmptyText() {
        assertEquals(Output.of(""), text(10, 10).finish());
    }

    @Test
    void linesAreJoinedInMemory() throws Exception {
        OutputText text = text(100, 100);
        lines(text, "one", "", "zwei €");
        assertEquals(Output.of("one\n\nzwei €"), text.finish());
    }

    @Test
    void aboveTheMemoryLimitTheTextIsInAFileWithTheSameHash() throws Exception {
        OutputText text = text(10, 1000);
        lines(text, "0123456789", "Zürich", "end");
        Output output = text.finish();
        String whole = "0123456789\nZürich\nend";
        assertNull(output.text());
        assertNotNull(output.file());
        assertEquals(whole, Files.readString(folder.resolve(output.file())));
        assertEquals(Output.of(whole).sha256(), output.sha256());
        assertEquals(whole.getBytes(StandardCharsets.UTF_8).length, output.bytes());
    }

    @Test
    void exactlyTheMemoryLimitStaysInMemory() throws Exception {
        OutputText text = text(10, 1000);
        lines(text, "0123456789");
        assertEquals("0123456789", text.finish().text());
    }

    @Test
    void theLimitsCountBytesNotCharacters() throws Exception {
        OutputText text = text(10, 12);
        lines(text, "€€€");
        assertEquals(9, text.finish().bytes());
        OutputText more = text(8, 100);
        lines(more, "€€€");
        assertNotNull(more.finish().file());
    }

    @Test
    void aboveTheLimitTheAnswerFailsAndKeepsWhatCameBefore() throws Exception {
        OutputText text = text(5, 20);
        lines(text, "0123456789", "01234567");
        DeviceException thrown = assertThrows(DeviceException.class, () -> text.line("x"));
        assertEquals(FailureKind.OUTPUT_LIMIT, thrown.failure().kind());
        assertEquals("more than 20 bytes of output", thrown.failure().message());
        Output output = text.finish();
        assertNotNull(output.file());
        assertEquals("0123456789\n01234567", Files.readString(folder.resolve(output.file())));
        assertEquals(19, output.bytes());
        assertEquals(Output.of("0123456789\n01234567").sha256(), output.sha256());
    }

    @Test
    void aRefusalIsTheFirstLineThatIsOne() throws Exception {
        OutputText text = text(1000, 1000, "^% ", "denied");
        lines(text, "     ^", "  access denied  ", "% Invalid");
        assertEquals("access denied", text.refusal());
    }

    @Test
    void aRefusalIsNotLookedForDeepInTheOutput() throws Exception {
        OutputText text = text(1000, 1000, "denied");
        for (int i = 0; i < 40; i++) {
            text.line("log");
        }
        text.line("access denied");
        assertNull(text.refusal());
    }

    @Test
    void aHiddenTextIsNeverKept() throws Exception {
        OutputText text = text(4, 1000);
        text.hide("s3cret");
        text.hide("");
        lines(text, "Password: s3cret", "s3crets3cret!");
        assertEquals("Password: ********\n****************!", Files.readString(folder.resolve("output-1.txt")));
        assertFalse(text.finish().display().contains("s3cret"));
    }

    private static OutputText full(int room) {
        var disk = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes) throws IOException {
                if (size() + bytes.length > room) {
                    throw new IOException("No space left on device");
                }
                super.write(bytes);
            }

            @Override
            public void flush() throws IOException {
                throw new IOException("No space left on device");
            }
        };
        return new OutputText(
                new OutputStore() {
                    @Override
                    public Place open() {
                        return new Place(Path.of("out.txt"), disk);
                    }

                    @Override
                    public long memoryLimit() {
                        return 0;
                    }

                    @Override
                    public long limit() {
                        return 1000;
                    }
                },
                List.of());
    }

    @Test
    void aFullDiskIsAFailureWithAHint() {
        DeviceException thrown = assertThrows(DeviceException.class, () -> full(0).line("text"));
        assertEquals(FailureKind.INTERNAL, thrown.failure().kind());
        assertEquals(
                "a large output could not be written: No space left on device",
                thrown.failure().message());
        assertEquals(
                "look at the disk that holds the run's folder", thrown.failure().hint());
    }

    @Test
    void aFileThatCannotBeFinishedIsNotPassedOffAsWhole() throws Exception {
        OutputText text = full(100);
        lines(text, "text");
        assertNull(text.trouble());
        text.finish();
        assertNotNull(text.trouble());
        assertEquals(FailureKind.INTERNAL, text.trouble().kind());
    }
}
