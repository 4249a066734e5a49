package dev.muster.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractive;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.shell.UnknownCommandFactory;

/** Asks rounds of questions by keyboard-interactive (RFC 4256), and lets in whoever has answered them all. */
public final class AsksAtLogin implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final String instruction;
    private final List<List<String>> rounds;

    /**
     * @param instruction shown above the questions
     * @param rounds the questions of each
     */
    public AsksAtLogin(String instruction, List<List<String>> rounds) throws IOException, GeneralSecurityException {
        this.instruction = instruction;
        this.rounds = rounds;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
        server.setKeyboardInteractiveAuthenticator(KeyboardInteractiveAuthenticator.NONE);
        server.setUserAuthFactories(List.of(new UserAuthKeyboardInteractiveFactory() {
            @Override
            public UserAuthKeyboardInteractive createUserAuth(ServerSession session) {
                return new Rounds();
            }
        }));
        server.setShellFactory(channel -> UnknownCommandFactory.INSTANCE.createCommand(channel, "shell"));
        server.setHost("127.0.0.1");
        server.start();
    }

    /** What it was answered. */
    public List<String> answers() {
        return answers;
    }

    public int port() {
        return server.getPort();
    }

    private final class Rounds extends UserAuthKeyboardInteractive {
        private int round;

        @Override
        protected Boolean doAuth(Buffer buffer, boolean init) throws Exception {
            if (!init) {
                buffer.getUByte();
                int count = buffer.getInt();
                for (int i = 0; i < count; i++) {
                    answers.add(buffer.getString());
                }
                round++;
            }
            if (round == rounds.size()) {
                return Boolean.TRUE;
            }
            ask(rounds.get(round));
            return null;
        }

        private void ask(List<String> questions) throws IOException {
            ServerSession session = getServerSession();
            Buffer request = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_INFO_REQUEST);
            request.putString("");
            request.putString(instruction);
            request.putString("en");
            request.putInt(questions.size());
            for (String question : questions) {
                request.putString(question);
                request.putBoolean(!question.matches("(?i).*(password|retype).*"));
            }
            session.writePacket(request);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
