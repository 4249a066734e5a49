package dev.muster.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenSSH's own programs, in a folder of their own and on loopback ports; nothing of the machine's SSH is touched. */
public final class OpenSsh implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    /** A server that lets the user of this test in by the keys in {@code authorized_keys}. */
    public record Server(int port, String hostKeyLine, Path log, Process process) {
        /** How many lines of its log have this in them. */
        public long logged(String part) throws IOException {
            try (var lines = Files.lines(log)) {
                return lines.filter(line -> line.contains(part)).count();
            }
        }

        /** The connections that it serves now, each by a process of its own. */
        public long open() {
            return process.children().count();
        }

        /** Ends it and all of its connections, as a crash does. */
        public void kill() {
            List<ProcessHandle> all = process.descendants().toList();
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    public OpenSsh(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where a program is missing, and fails it in CI. */
    public static void needs(String... programs) {
        for (String program : programs) {
            boolean there = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin").stream()
                    .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
            if (!there && "true".equals(System.getenv("CI"))) {
                fail("CI must test against the real thing: " + program + " is missing, .ci/prepare installs it");
            }
            assumeTrue(there, program + " is missing: .ci/prepare installs it");
        }
    }

    /** The user that sshd lets in: whoever runs this. */
    public static String user() {
        return System.getProperty("user.name");
    }

    /** Runs a program to its end and returns what it printed. */
    public static String run(String... command) throws Exception {
        return run(List.of(), command);
    }

    private static String run(List<String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (String entry : environment) {
            String[] parts = entry.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
        }
        return said;
    }

    /** A new key pair; the options are those of ssh-keygen. */
    public Path key(String name, String passphrase, String... options) throws Exception {
        Path file = folder.resolve(name);
        var command = new ArrayList<>(List.of("ssh-keygen", "-q", "-f", file.toString(), "-N", passphrase));
        command.addAll(List.of(options));
        run(command.toArray(String[]::new));
        return file;
    }

    /** Its fingerprint, as {@code ssh-keygen -l} shows it. */
    public static String fingerprint(Path key) throws Exception {
        return run("ssh-keygen", "-l", "-f", key + ".pub").split(" ")[1];
    }

    /** Starts an agent that holds these keys, and returns its socket. */
    public Path agent(Path... keys) throws Exception {
        Path socket = Files.createTempDirectory("muster-agent").resolve("socket");
        started.add(new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        Await.until("the agent listens", PATIENCE, () -> Files.exists(socket));
        for (Path key : keys) {
            run(List.of("SSH_AUTH_SOCK=" + socket), "ssh-add", "-q", key.toString());
        }
        return socket;
    }

    /** Certifies a server's host key by a new authority; gives the line of sshd_config that shows the certificate. */
    public String certified(Path hostKey) throws Exception {
        Path authority = key("authority", "", "-t", "ed25519");
        run("ssh-keygen", "-q", "-s", authority.toString(), "-I", "host", "-h", "-n", "127.0.0.1", hostKey + ".pub");
        return "HostCertificate " + hostKey + "-cert.pub";
    }

    /** Starts a server that accepts these keys; further lines are those of sshd_config. */
    public Server server(List<Path> accepted, String... lines) throws Exception {
        Path place = Files.createTempDirectory(folder, "sshd");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", place + "/host");
        run("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", place + "/host_rsa");
        var authorized = new StringBuilder();
        for (Path key : accepted) {
            authorized.append(Files.readString(Path.of(key + ".pub")));
        }
        Files.writeString(place.resolve("authorized_keys"), authorized);
        int port = freePort();
        var config = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + place + "/host",
                "HostKey " + place + "/host_rsa",
                "AuthorizedKeysFile " + place + "/authorized_keys",
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin yes",
                "LogLevel VERBOSE",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no"));
        config.addAll(0, List.of(lines));
        Files.write(place.resolve("config"), config);
        Process process = start(place, port);
        String key = Files.readString(place.resolve("host.pub"));
        return new Server(port, "[127.0.0.1]:" + port + " " + key.strip(), place.resolve("log"), process);
    }

    private Process start(Path place, int port) throws Exception {
        if ("root".equals(user())) {
            Files.createDirectories(Path.of("/run/sshd")); // where sshd, as root, wants an empty folder
        }
        Path log = place.resolve("log");
        Process process = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", place + "/config")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        started.add(process);
        Await.until("sshd answers", PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("sshd ended: " + Files.readString(log));
            }
            return answers(port);
        });
        return process;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(Loopback.at(0));
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
