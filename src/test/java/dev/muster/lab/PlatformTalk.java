package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.SshTestClient;
import dev.muster.testkit.SshTestShell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** One device of a platform and a shell on it. */
abstract class PlatformTalk {
    final SshTestClient client = new SshTestClient();
    Lab lab;
    SshTestShell shell;

    @AfterEach
    void close() {
        shell.close();
        client.close();
        lab.close();
    }

    void start(String hostname, String platform, String user, String prompt) throws Exception {
        LabOptions options = LabOptions.defaults().withMinute(Duration.ofMillis(600));
        lab = Lab.start(List.of(LabDevice.of(hostname, platform)), 0, options);
        shell = client.shell(lab.port(hostname), user);
        shell.until(prompt);
    }

    void start(String hostname, String platform, String prompt) throws Exception {
        start(hostname, platform, "cisco", prompt);
    }

    String ask(String line, String until) throws IOException, InterruptedException {
        return shell.ask(line, until).replace("\r\r\n", "\n").replace("\r\n", "\n");
    }

    void logsOutBy(String line) throws Exception {
        shell.send(line + "\r");
        assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
        assertEquals(1, lab.stats().logouts());
    }
}
