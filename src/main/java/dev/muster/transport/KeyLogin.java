package dev.muster.transport;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.signature.SignatureFactoriesManager;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Public-key login (RFC 4252, 7): each key is offered without a signature first, so a key that the device does not know
 * costs nothing but the question.
 */
final class KeyLogin extends UserAuthPublicKey {
    private final LoginMethods.Attempt attempt;

    KeyLogin(LoginMethods.Attempt attempt, List<NamedFactory<Signature>> signatures) {
        super(signatures);
        this.attempt = attempt;
    }

    @Override
    protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
            ClientSession session, SignatureFactoriesManager signatures) {
        var identities = new ArrayList<PublicKeyIdentity>();
        if (attempt.login().agent() != null) {
            identities.addAll(agentKeys());
        }
        for (LoginKey key : attempt.login().keys()) {
            boolean offered = identities.stream()
                    .anyMatch(identity -> KeyUtils.compareKeys(
                            identity.getKeyIdentity().getPublic(), key.pair().getPublic()));
            if (!offered) {
                identities.add(new FileKey(new KeyPairIdentity(this, session, key.pair()), key.toString()));
            }
        }
        return identities.iterator();
    }

    private List<AgentKey> agentKeys() {
        try {
            AgentClient agent = attempt.agent();
            return attempt.ask("the agent at " + attempt.login().agent(), agent::keys).stream()
                    .map(key -> new AgentKey(agent, key, attempt))
                    .toList();
        } catch (Exception e) {
            attempt.note("the agent at " + attempt.login().agent() + " gave no keys: " + e.getMessage());
            return List.of();
        }
    }

    /** A key of a file. */
    private record FileKey(PublicKeyIdentity key, String shown) implements PublicKeyIdentity {
        @Override
        public KeyPair getKeyIdentity() {
            return key.getKeyIdentity();
        }

        @Override
        public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data) throws Exception {
            return key.sign(session, algorithm, data);
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    /** A key that only the agent has. */
    private record AgentKey(AgentClient agent, AgentClient.Key key, LoginMethods.Attempt attempt)
            implements PublicKeyIdentity {
        @Override
        public KeyPair getKeyIdentity() {
            return new KeyPair(key.key(), null);
        }

        @Override
        public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data) throws Exception {
            String whom = "the agent at " + attempt.login().agent();
            return Map.entry(algorithm, attempt.ask(whom, () -> agent.sign(key, algorithm, data)));
        }

        @Override
        public String toString() {
            return key.toString();
        }
    }

    @Override
    protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
        boolean sent = super.sendAuthDataRequest(session, service);
        PublicKeyIdentity offered = current;
        if (sent && offered != null) {
            attempt.offered(offered.toString());
        }
        return sent;
    }

    @Override
    protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) throws Exception {
        PublicKeyIdentity chosen = current;
        try {
            return super.processAuthDataRequest(session, service, buffer);
        } catch (Exception e) {
            // An agent may refuse to sign, as when its user says no; what comes after that key is still to be tried.
            attempt.note("no signature by key " + chosen + ": " + e.getMessage());
            currentAlgorithms.clear();
            return sendAuthDataRequest(session, service);
        }
    }
}
