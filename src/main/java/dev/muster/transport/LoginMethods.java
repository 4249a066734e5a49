package dev.muster.transport;

import dev.muster.secret.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractive;
import org.apache.sshd.client.auth.password.UserAuthPassword;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Login by keys, then by password (RFC 4252, 8) or keyboard-interactive (RFC 4256), where one wrong password is one
 * attempt: once the password was refused by one method, it is not tried by the other.
 */
final class LoginMethods {
    private static final Pattern USER = Pattern.compile("(?i)\\b(?:user|login|account)");
    private static final Pattern PASSWORD = Pattern.compile("(?i)passw");
    private static final Pattern NEW_PASSWORD =
            Pattern.compile("(?i)\\b(?:current|old|new|retype|again)\\b.*\\bpassword|\\bretype\\b");
    private static final Pattern EXPIRED = Pattern.compile("(?i)password.*\\bexpired|change your password");

    private LoginMethods() {}

    /** Of one connection: what was offered and sent, and what the device said of it. */
    static final class Attempt implements AutoCloseable {
        private final Login login;
        private final Set<String> offered = Collections.synchronizedSet(new LinkedHashSet<>());
        private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
        private final ReentrantLock lock = new ReentrantLock();
        private volatile boolean spent;
        private volatile @Nullable String waitsFor;
        private volatile @Nullable String expired;
        private @Nullable AgentClient agent;
        private boolean closed;

        Attempt(Login login) {
            this.login = login;
        }

        Login login() {
            return login;
        }

        /** What the device said when it wanted a new password, or null when it wants none. */
        @Nullable
        String passwordExpired() {
            return expired;
        }

        boolean passwordSent() {
            return spent;
        }

        boolean keysOffered() {
            return !offered.isEmpty();
        }

        void offered(String key) {
            offered.add(key);
        }

        void note(String note) {
            notes.add(note);
        }

        AgentClient agent() throws IOException {
            lock.lock();
            try {
                if (closed || login.agent() == null) {
                    throw new IOException("the login is over");
                }
                agent = agent == null ? new AgentClient(login.agent()) : agent;
                return agent;
            } finally {
                lock.unlock();
            }
        }

        /** What the login waits for that is not the device, or null. */
        @Nullable
        String waitsFor() {
            return waitsFor;
        }

        /** Asks something else than the device, which may take long. */
        <T> T ask(String whom, Callable<T> question) throws Exception {
            waitsFor = whom;
            try {
                return question.call();
            } finally {
                waitsFor = null;
            }
        }

        /** What was tried in vain, for a message; empty where it was a password only. */
        String tried() {
            var what = new ArrayList<String>();
            offered.forEach(key -> what.add("key " + key));
            if (!what.isEmpty() && spent) {
                what.add("the password");
            }
            var remarks = new ArrayList<>(notes);
            if (!login.keys().isEmpty() && offered.isEmpty()) {
                remarks.add("it asked for no key");
            }
            if (!what.isEmpty()) {
                remarks.add(0, "tried " + String.join(", ", what));
            } else if (!spent && login.password() == null) {
                remarks.add(0, "no password was given");
            }
            return remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")";
        }

        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
                if (agent != null) {
                    agent.close();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** For a client: each session asks its own attempt for the password and the keys. */
    static List<UserAuthFactory> factories() {
        return List.of(
                factory(
                        "publickey",
                        attempt -> new KeyLogin(
                                attempt.login(), attempt.algorithms().userKeys())),
                factory("password", attempt -> new Password(attempt.login())),
                factory("keyboard-interactive", attempt -> new Keyboard(attempt.login())));
    }

    private static UserAuthFactory factory(String name, Function<SshAttempt, UserAuth> maker) {
        return new UserAuthFactory() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public UserAuth createUserAuth(ClientSession session) {
                return maker.apply(SshAttempt.of(session));
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

        /** The demand for a new password (RFC 4252, 8), the only message that comes here, is never met. */
        @Override
        protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) {
            if (buffer.getUByte() == SshConstants.SSH_MSG_USERAUTH_PASSWD_CHANGEREQ) {
                attempt.expired = buffer.getString().strip();
            }
            return false;
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

    /** RFC 4256, where each question is answered by what is known of it. */
    private static final class Keyboard extends UserAuthKeyboardInteractive {
        private final Attempt attempt;

        Keyboard(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
            return !attempt.spent && attempt.login.password() != null && super.sendAuthDataRequest(session, service);
        }

        /** The answers, or null to end the attempt: the password is given once, and what is not known is not guessed. */
        @Override
        protected String @Nullable [] getUserResponses(
                String name, String instruction, String language, String[] prompts, boolean[] echo) {
            String[] answers = new String[prompts.length];
            for (int i = 0; i < prompts.length; i++) {
                String answer = answer(prompts[i], echo[i]);
                if (answer == null) {
                    unanswered(name + "\n" + instruction, prompts[i]);
                    return null;
                }
                answers[i] = answer;
            }
            return answers;
        }

        private @Nullable String answer(String prompt, boolean shown) {
            for (Map.Entry<String, Secret> known : attempt.login.answers().entrySet()) {
                if (lower(prompt).contains(lower(known.getKey()))) {
                    return known.getValue().reveal();
                }
            }
            if (NEW_PASSWORD.matcher(prompt).find()) {
                return null;
            }
            boolean asksPassword = PASSWORD.matcher(prompt).find();
            if (!asksPassword && USER.matcher(prompt).find()) {
                return getClientSession().getUsername();
            }
            if (shown && !asksPassword) {
                return null;
            }
            Secret password = attempt.login.password();
            if (attempt.spent || password == null) {
                return null;
            }
            attempt.spent = true;
            return password.reveal();
        }

        private void unanswered(String said, String prompt) {
            if (NEW_PASSWORD.matcher(prompt).find() || EXPIRED.matcher(said).find()) {
                attempt.expired = said.isBlank() ? prompt.strip() : said.strip();
            } else {
                attempt.note("no answer to its question `" + prompt.strip() + "`");
            }
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
