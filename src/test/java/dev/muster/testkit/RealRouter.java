package dev.muster.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * FRRouting's command line behind OpenSSH, started by {@code src/test/real/router}. It adds an account to the machine, so it
 * runs only in CI (CI=true) or where MUSTER_REAL=1 asks for it, as root.
 */
public final class RealRouter implements AutoCloseable {
    /** Where it listens. */
    public static final int PORT = 20220;

    /** User name and password. */
    public static final String ACCOUNT = "muster-router";

    private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), ACCOUNT + ".lock");

    private final FileChannel only;

    private RealRouter(FileChannel only) {
        this.only = only;
    }

    /** Why it cannot be started here; empty when it can. */
    public static String obstacle() {
        boolean wanted = "true".equals(System.getenv("CI")) || "1".equals(System.getenv("MUSTER_REAL"));
        if (!wanted) {
            return "it adds an account to this machine: run as root with MUSTER_REAL=1, after .ci/prepare";
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return "it needs root";
        }
        boolean installed =
                Files.isExecutable(Path.of("/usr/lib/frr/zebra")) && Files.isExecutable(Path.of("/usr/sbin/sshd"));
        return installed ? "" : "FRRouting or OpenSSH's server is missing: .ci/prepare installs them";
    }

    /** Starts it and waits until it answers; there is one for all processes that run tests, which take turns. */
    public static RealRouter start() throws Exception {
        FileChannel only = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        only.lock();
        var router = new RealRouter(only);
        try {
            script("start");
            Await.until("the router answers", java.time.Duration.ofSeconds(10), RealRouter::answers);
            return router;
        } catch (Exception | AssertionError e) {
            router.close();
            throw e;
        }
    }

    private static boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", PORT), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void script(String what) throws Exception {
        Process process = new ProcessBuilder("src/test/real/router", what)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("src/test/real/router " + what + " failed");
        }
    }

    @Override
    public void close() throws Exception {
        try (only) {
            script("stop");
        }
    }
}
