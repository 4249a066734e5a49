package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void everyPlatformHasTwoSessionsAndOneRefusal() throws IOException {
        for (String platform : List.of("cisco_iosxe", "frr", "linux", "terminal")) {
            List<String> own = cases().stream()
                    .filter(name -> name.startsWith(platform + "/"))
                    .toList();
            assertTrue(own.size() >= 2, platform);
            assertTrue(own.contains(platform + "/refused.session"), platform);
        }
    }
}
