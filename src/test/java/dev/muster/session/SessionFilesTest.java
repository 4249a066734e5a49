package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded session comes to what is expected of it, however its bytes arrive. */
class SessionFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/sessions");

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.map(file -> FOLDER.relativize(file).toString())
                    .filter(name -> name.endsWith(".session"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToWhatIsExpected(String name) throws Exception {
        SessionCase session = SessionCase.read(FOLDER.resolve(name));
        assertEquals(session.expected(), session.replay(delivered -> Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToTheSameInSmallPieces(String name) throws Exception {
        SessionCase session = SessionCase.read(FOLDER.resolve(name));
        assertEquals(session.expected(), session.replay(delivered -> 1), "bytes one by one");
        assertEquals(session.expected(), session.replay(delivered -> 7), "seven bytes at a time");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToTheSameWhereverItIsCutInTwo(String name) throws Exception {
        SessionCase session = SessionCase.read(FOLDER.resolve(name));
        for (int i = 1; i < session.length(); i++) {
            int cut = i;
            String came = session.replay(delivered -> delivered < cut ? (int) (cut - delivered) : Integer.MAX_VALUE);
            assertEquals(session.expected(), came, () -> "cut before byte " + cut);
        }
    }

    @Test
    void everyPlatformHasTwoSessionsARefusalAndAChangeWhereThereIsConfiguration() throws IOException {
        var missing = new ArrayList<String>();
        for (Platform platform : new PlatformCatalog().all().values()) {
            List<String> own = cases().stream()
                    .filter(name -> name.startsWith(platform.id() + "/"))
                    .toList();
            if (own.size() < 2) {
                missing.add(platform.id() + " has " + own.size() + " of at least two");
            }
            if (!own.contains(platform.id() + "/refused.session")) {
                missing.add(platform.id() + " has no refused.session");
            }
            if (platform.configuration() != null && !own.contains(platform.id() + "/configure.session")) {
                missing.add(platform.id() + " has no configure.session");
            }
        }
        assertEquals(List.of(), missing);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsNamedAfterARefusalOrAChangeHoldsOne(String name) throws Exception {
        boolean refuses = name.endsWith("/refused.session") && !name.startsWith("terminal/"); // it knows no refusal
        String expected = SessionCase.read(FOLDER.resolve(name)).expected();
        assertTrue(!refuses || expected.contains("\nrefused: "), name);
        boolean changes = name.endsWith("/configure.session");
        assertTrue(!changes || expected.contains("\nrefused: line "), name);
    }
}
