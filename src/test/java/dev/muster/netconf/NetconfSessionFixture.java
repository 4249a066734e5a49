package dev.muster.netconf;

import dev.muster.netconf.NetconfSession.Manner;
import dev.muster.netconf.NetconfSession.Settings;
import dev.muster.netconf.Operation.Commit;
import dev.muster.netconf.Operation.EditConfig;
import dev.muster.netconf.Operation.GetConfig;
import dev.muster.netconf.Operation.Lock;
import dev.muster.result.Failure;
import dev.muster.secret.Secret;
import dev.muster.session.Answer;
import dev.muster.session.OutputStore;
import dev.muster.testkit.NetconfDevice;
import dev.muster.testkit.Sessions;
import dev.muster.transport.HostKeyMode;
import dev.muster.transport.SshOptions;
import dev.muster.transport.Target;
import dev.muster.transport.Transport.Opening;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with devices that a test tells what to say. */
class NetconfSessionFixture {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration SHORT = Duration.ofMillis(300);
    static final GetConfig RUNNING = new GetConfig(Datastore.RUNNING, new Filter.All(), null);
    static final EditConfig EDIT = new EditConfig(Datastore.CANDIDATE, "<a xmlns='urn:a'/>", Edit.USUAL);
    static final Lock LOCK = new Lock(Datastore.CANDIDATE);
    static final Commit COMMIT = new Commit(null, null, null);

    @TempDir
    Path folder;

    private Sessions sessions;

    @BeforeEach
    void connect() {
        sessions = new Sessions(folder);
    }

    @AfterEach
    void disconnect() {
        sessions.close();
    }

    /** Outputs in the folder; notes how much memory is in use when so much of one was written. */
    final class Store implements OutputStore {
        private final long limit;
        long held = -1;

        Store(long limit) {
            this.limit = limit;
        }

        @Override
        public Place open() throws IOException {
            Path file = Path.of("large.xml");
            OutputStream stream = new FilterOutputStream(Files.newOutputStream(folder.resolve(file))) {
                private long written;

                @Override
                public void write(byte[] bytes) throws IOException {
                    out.write(bytes);
                    written += bytes.length;
                    if (written > 90_000_000 && held < 0) {
                        held = used();
                    }
                }
            };
            return new Place(file, stream);
        }

        @Override
        public long memoryLimit() {
            return 1 << 20;
        }

        @Override
        public long limit() {
            return limit;
        }
    }

    static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    NetconfSession session(int port, Store store, Duration hello, String... versions) {
        var target = new Target(
                "127.0.0.1",
                port,
                "cisco",
                Secret.of("cisco"),
                HostKeyMode.OFF,
                folder.resolve("known_hosts"),
                SshOptions.DEFAULT);
        List<String> offered = versions.length == 0 ? Settings.VERSIONS : List.of(versions);
        return new NetconfSession(
                sessions.connector().subsystem(target, "netconf"), new Settings(offered, hello, store));
    }

    NetconfSession open(NetconfDevice device, String... versions) throws Exception {
        NetconfSession session = session(device.port(), new Store(200 << 20), PATIENCE, versions);
        session.open(new Opening(PATIENCE, PATIENCE, phase -> {}));
        return session;
    }

    static Answer run(NetconfSession session, Operation... operations) throws InterruptedException {
        return session.run(List.of(operations), new Manner(PATIENCE, false));
    }

    static Failure failure(Answer answer) {
        return Objects.requireNonNull(answer.outcome().failure(), answer::toString);
    }
}
