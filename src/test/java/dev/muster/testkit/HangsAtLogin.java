package dev.muster.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;

/** Speaks SSH up to the password and then never says whether it is right. */
public final class HangsAtLogin implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final CountDownLatch closed = new CountDownLatch(1);

    public HangsAtLogin() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
        server.setPasswordAuthenticator((user, password, session) -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                // The server is closed.
            }
            return false;
        });
        server.setHost("127.0.0.1");
        server.start();
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.stop(true);
    }
}
