package dev.muster.lab;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;

/** Who may log in to a lab device by SSH, and how. */
final class LabLogin implements PasswordAuthenticator, PublickeyAuthenticator, KeyboardInteractiveAuthenticator {
    private final Function<ServerSession, Station> stations;
    private final Counters counters;
    private final Set<Station> changed = ConcurrentHashMap.newKeySet();

    LabLogin(Function<ServerSession, Station> stations, Counters counters) {
        this.stations = stations;
        this.counters = counters;
    }

    void guard(SshServer server) {
        server.setUserAuthFactories(List.<UserAuthFactory>of(
                UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setPasswordAuthenticator(this);
        server.setPublickeyAuthenticator(this);
        server.setKeyboardInteractiveAuthenticator(this);
    }

    /** Offers what the device of this session has, before the client asks for it. */
    void prepare(ServerSession session) {
        LabAccess access = stations.apply(session).device().access();
        if (access.equals(LabAccess.BY_PASSWORD)) {
            return;
        }
        var offered = new ArrayList<UserAuthFactory>();
        if (access.authorizedKey() != null) {
            offered.add(UserAuthPublicKeyFactory.INSTANCE);
        }
        if (access.passwords() && access.oneTimeCode() == null) {
            offered.add(UserAuthPasswordFactory.INSTANCE);
        }
        if (access.passwords()) {
            offered.add(UserAuthKeyboardInteractiveFactory.INSTANCE);
        }
        session.setUserAuthFactories(offered);
    }

    @Override
    public boolean authenticate(String user, String password, ServerSession session) {
        Station station = stations.apply(session);
        boolean right = station.accepts(user, password);
        if (!right) {
            counters.authFailures.increment();
        } else if (station.device().access().newPassword() && !changed.contains(station)) {
            throw new PasswordChangeRequiredException(
                    "the password has run out", "Your password has expired, choose a new one", "en");
        }
        return right;
    }

    /** The new password must differ; the device knows both from then on, so that a run can be repeated. */
    @Override
    public boolean handleClientPasswordChangeRequest(
            ServerSession session, String user, String oldPassword, String newPassword) {
        Station station = stations.apply(session);
        boolean right =
                station.accepts(user, oldPassword) && !newPassword.isBlank() && !newPassword.equals(oldPassword);
        if (right) {
            station.alsoAccept(newPassword);
            changed.add(station);
        } else {
            counters.authFailures.increment();
        }
        return right;
    }

    @Override
    public boolean authenticate(String user, PublicKey key, ServerSession session) {
        LabDevice device = stations.apply(session).device();
        String line = device.access().authorizedKey();
        if (line == null || device.has(LabFault.WRONG_PASSWORD) || !plainUser(session, user)) {
            return false;
        }
        try {
            PublicKey known = PublicKeyEntry.parsePublicKeyEntry(line)
                    .resolvePublicKey((SessionContext) session, java.util.Map.of(), PublicKeyEntryResolver.IGNORING);
            return KeyUtils.compareKeys(known, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the authorized key of " + device.hostname() + " is none", e);
        }
    }

    private boolean plainUser(ServerSession session, String user) {
        return stations.apply(session)
                .plainUser(user)
                .equals(stations.apply(session).device().username());
    }

    /** Asks for the password as devices do that know no other way, and for a one-time code where there is one. */
    @Override
    public InteractiveChallenge generateChallenge(ServerSession session, String user, String language, String methods) {
        var challenge = new InteractiveChallenge();
        challenge.setInteractionName("");
        challenge.setInteractionInstruction("");
        challenge.setLanguageTag("");
        challenge.addPrompt("Password: ", false);
        if (stations.apply(session).device().access().oneTimeCode() != null) {
            challenge.addPrompt("Verification code: ", false);
        }
        return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String user, List<String> answers) {
        Station station = stations.apply(session);
        String code = station.device().access().oneTimeCode();
        boolean right = answers.size() == (code == null ? 1 : 2)
                && station.accepts(user, answers.getFirst())
                && (code == null || code.equals(answers.getLast()));
        if (!right) {
            counters.authFailures.increment();
        }
        return right;
    }
}
