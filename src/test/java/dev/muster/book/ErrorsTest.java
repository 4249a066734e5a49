package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.ClosesAtOnce;
import dev.muster.testkit.HangsAfterLogin;
import dev.muster.testkit.InProcess;
import dev.muster.testkit.NotSsh;
import dev.muster.testkit.Program;
import dev.muster.testkit.RefusesPassword;
import dev.muster.testkit.Results;
import dev.muster.testkit.SwallowsConnects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Errors told apart: B11. */
class ErrorsTest {
    @TempDir
    Path temp;

    private Map<String, String> kinds(Program.Ended ended) throws Exception {
        var kinds = new LinkedHashMap<String, String>();
        for (JsonNode device : new Results(temp.resolve("run")).devices()) {
            JsonNode failure = device.get("failure");
            String kind = failure.isNull() ? "" : failure.get("kind").asString();
            kinds.put(device.get("device").asString(), kind);
            if (!kind.isEmpty()) {
                String hint = failure.get("hint").asString();
                assertFalse(hint.isBlank(), kind + " has a hint");
                assertTrue(ended.err().contains("hint: " + hint), kind + " is explained on the screen: " + hint);
                assertTrue(
                        ended.err()
                                .contains(kind + ": " + failure.get("message").asString()),
                        ended.err());
            }
        }
        return kinds;
    }

    @Test
    void b11EachErrorOfTheLabHasItsOwnKind() throws Exception {
        Program.Ended ended = Program.job("jobs/book/b11-errors.yaml", temp.resolve("run"));
        assertEquals(1, ended.status());
        assertEquals(
                Map.of(
                        "R1",
                        "",
                        "R2",
                        "authentication",
                        "R3",
                        "connection_refused",
                        "R4",
                        "disconnected",
                        "R5",
                        "prompt_timeout",
                        "R6",
                        "privilege",
                        "R7",
                        "refused_command"),
                kinds(ended));
    }

    @Test
    void b11EachErrorOfTheNetworkHasItsOwnKind() throws Exception {
        try (var swallows = new SwallowsConnects();
                var closes = new ClosesAtOnce();
                var http = new NotSsh();
                var refuses = new RefusesPassword();
                var hangs = new HangsAfterLogin()) {
            String inventory = "defaults: " + InProcess.DEFAULTS.replace("}", ", limits: {connect: 1s, command: 1s}}")
                    + "\ndevices:\n"
                    + InProcess.device("connect_timeout", swallows.port())
                    + InProcess.device("disconnected", closes.port())
                    + InProcess.device("key_exchange", http.port())
                    + InProcess.device("authentication", refuses.port())
                    + InProcess.device("prompt_timeout", hangs.port())
                    + "  - {name: host_key, host: 127.0.0.1, host_key: strict, port: " + hangs.port() + "}\n"
                    + "  - {name: dns, host: nonesuch.invalid}\n";
            Path file = Files.writeString(temp.resolve("devices.yaml"), inventory);
            Path folder = temp.resolve("run");
            Program.Ended ended =
                    Program.run("run", "--devices", file.toString(), "show clock", "--out", folder.toString());
            assertEquals(1, ended.status());
            Map<String, String> kinds = kinds(ended);
            kinds.forEach((device, kind) -> assertEquals(device, kind));
            assertEquals(7, new HashSet<>(kinds.values()).size());
            String hint =
                    new Results(folder).device("host_key").at("/failure/hint").asString();
            assertTrue(hint.contains(hangs.hostKeyLine()), "the line that would accept the key: " + hint);
            assertEquals(
                    List.of(), kinds.keySet().stream().filter(String::isEmpty).toList());
        }
    }
}
