package dev.muster.transport;

import dev.muster.secret.Secret;
import java.util.List;
import java.util.function.Function;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractive;
import org.apache.sshd.client.auth.password.UserAuthPassword;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Password (RFC 4252, 8) and keyboard-interactive (RFC 4256) login where one wrong password is one attempt: once the
 * password was refused by one method, it is not tried by the other.
 */
final class LoginMethods {
    private LoginMethods() {}

    /** Of one connection: whether the password was sent, and what the device said of it. */
    static final class Attempt {
        private final @Nullable Secret password;
        private volatile boolean spent;
        private volatile boolean expired;

        Attempt(@Nullable Secret password) {
            this.password = password;
        }

        boolean passwordExpired() {
            return expired;
        }

        boolean passwordSent() {
            return spent;
        }
    }

    /** For a client: each session asks its own transport for the password. */
    static List<UserAuthFactory> factories() {
        return List.of(factory("password", Password::new), factory("keyboard-interactive", Keyboard::new));
    }

    private static UserAuthFactory factory(String name, Function<Attempt, UserAuth> maker) {
        return new UserAuthFactory() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public UserAuth createUserAuth(ClientSession session) {
                return maker.apply(SshTransport.of(session).login());
            }
        };
    }

    private static final class Password extends UserAuthPassword {
        private final Attempt attempt;

        Password(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
            if (attempt.spent) {
                return false;
            }
            boolean sent = super.sendAuthDataRequest(session, service);
            attempt.spent = sent;
            return sent;
        }

        @Override
        protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer)
                throws Exception {
            int command = buffer.rawByte(buffer.rpos()) & 0xff;
            if (command == SshConstants.SSH_MSG_USERAUTH_PASSWD_CHANGEREQ) {
                attempt.expired = true;
                return false;
            }
            return super.processAuthDataRequest(session, service, buffer);
        }

        @Override
        public void signalAuthMethodFailure(
                ClientSession session, String service, boolean partial, List<String> methods, Buffer buffer)
                throws Exception {
            // RFC 4252, 5.1: partial success means that the password was right and the device wants more
            attempt.spent = !partial;
            super.signalAuthMethodFailure(session, service, partial, methods, buffer);
        }
    }

    private static final class Keyboard extends UserAuthKeyboardInteractive {
        private final Attempt attempt;

        Keyboard(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
            return !attempt.spent && attempt.password != null && super.sendAuthDataRequest(session, service);
        }

        /** The answers, or null to end the attempt: a second question for a secret would be a second try. */
        @Override
        protected String @Nullable [] getUserResponses(
                String name, String instruction, String language, String[] prompts, boolean[] echo) {
            String[] answers = new String[prompts.length];
            for (int i = 0; i < prompts.length; i++) {
                if (echo[i]) {
                    answers[i] = getClientSession().getUsername();
                } else if (attempt.spent || attempt.password == null) {
                    return null;
                } else {
                    answers[i] = attempt.password.reveal();
                    attempt.spent = true;
                }
            }
            return answers;
        }
    }
}
