package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.KexProposalOption;
import org.jspecify.annotations.Nullable;

/** Gathers what happens to one SSH connection and turns its end into a failure that says why. */
final class SshDiagnosis {
    private final Target target;
    private final LoginMethods.Attempt login;
    private final List<String> banner = new ArrayList<>();
    private volatile @Nullable Throwable cause;
    private volatile @Nullable String disconnect;
    private volatile @Nullable Failure hostKey;
    private volatile boolean loggedIn;
    private volatile Map<KexProposalOption, String> ours = Map.of();
    private volatile Map<KexProposalOption, String> theirs = Map.of();

    SshDiagnosis(Target target, LoginMethods.Attempt login) {
        this.target = target;
        this.login = login;
    }

    synchronized void identificationLine(String line) {
        if (banner.size() < 20) {
            banner.add(line);
        }
    }

    void proposals(Map<KexProposalOption, String> client, Map<KexProposalOption, String> server) {
        ours = Map.copyOf(client);
        theirs = Map.copyOf(server);
    }

    void sessionFailed(Throwable thrown) {
        if (cause == null) {
            cause = thrown;
        }
    }

    void disconnectReceived(@Nullable String message) {
        disconnect = message;
    }

    /** What the other side said at its end, or what it failed to do; empty where it just went. */
    String lastWord() {
        String said = disconnect;
        if (said != null && !said.isBlank()) {
            return "it said: " + said;
        }
        String thrown = cause == null ? "" : String.valueOf(cause.getMessage());
        return thrown.contains("without reply")
                ? "it did not answer " + KeepAlive.MOST_UNANSWERED + " keep-alive messages"
                : "";
    }

    void loggedIn() {
        loggedIn = true;
    }

    void hostKey(HostKeys.Verdict verdict, PublicKey key) {
        String shown = KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
        String add = "verify the key, then add to " + target.knownHosts() + ": " + HostKeys.line(target, key);
        hostKey = switch (verdict) {
            case TRUSTED -> null;
            case UNKNOWN ->
                failure(target + " shows a host key that is not known: " + shown)
                        .withHint(add + " (or trust first contact: --host-key accept-new)");
            case CHANGED ->
                failure(target + " shows ANOTHER host key than the one known: " + shown)
                        .withHint(
                                "somebody may be in between, or the device was replaced; only if you are sure: remove the"
                                        + " old line and " + add);
            case REVOKED ->
                failure(target + " shows a host key that is marked @revoked: " + shown)
                        .withHint("do not use this device until its key is replaced");
        };
    }

    void hostKeyFile(IOException e) {
        hostKey = failure("the known host keys cannot be read or kept: " + e);
    }

    private static Failure failure(String message) {
        return Failure.of(FailureKind.HOST_KEY, Stage.CONNECT, message);
    }

    /** TCP did not come about. */
    DeviceException notConnected(@Nullable Throwable thrown) {
        return ConnectFailure.of(target, thrown);
    }

    /** No address was left to try, or nobody wants one any more. */
    DeviceException notDialled() {
        return new DeviceException(FailureKind.DISCONNECTED, Stage.CONNECT, target + " was not reached before the end");
    }

    /** TCP stands, but the handshake did not end in time. */
    DeviceException noHandshake(Duration limit) {
        Failure failure = Failure.of(
                FailureKind.CONNECT_TIMEOUT,
                Stage.CONNECT,
                target + " accepted the connection but finished no SSH handshake within " + limit.toMillis() / 1000.0
                        + " s");
        return new DeviceException(failure.withEvidence("an SSH identification and key exchange", lines())
                .withHint("something listens there: check that it is SSH (`port:`), or raise `limits.connect`"));
    }

    /** The connection ended while something was waited for. */
    DeviceException ended() {
        Failure key = hostKey;
        if (key != null) {
            return new DeviceException(key);
        }
        if (login.passwordExpired() != null) {
            return new DeviceException(passwordExpired());
        }
        String thrown = cause == null ? "" : String.valueOf(reason(ConnectFailure.root(cause)));
        if (thrown.contains("Unable to negotiate")) {
            return new DeviceException(noCommonAlgorithm(thrown));
        }
        if (theirs.isEmpty() && !banner.isEmpty()) {
            Failure failure = Failure.of(
                    FailureKind.KEY_EXCHANGE, Stage.CONNECT, target + " does not speak SSH; it sent: " + banner.get(0));
            return new DeviceException(
                    failure.withEvidence("SSH-2.0-...", lines()).withHint("check `port:` and `transport:`"));
        }
        if (theirs.isEmpty() && ConnectFailure.root(cause) instanceof StreamCorruptedException) {
            return new DeviceException(
                    Failure.of(FailureKind.KEY_EXCHANGE, Stage.CONNECT, target + " does not speak SSH: " + thrown)
                            .withHint("check `port:` and `transport:`"));
        }
        if (loggedIn) {
            return noShell(cause);
        }
        boolean told = disconnect != null && !disconnect.isBlank();
        if (login.passwordSent() || (login.keysOffered() && told)) {
            return new DeviceException(refused());
        }
        // "Broken pipe" and the like say no more than that it is closed
        String reason = cause instanceof SshException ? thrown : "";
        String said = told && disconnect != null ? disconnect : reason;
        return new DeviceException(
                FailureKind.DISCONNECTED,
                Stage.CONNECT,
                target + " closed the connection " + (theirs.isEmpty() ? "before" : "during") + " the SSH handshake"
                        + (said.isBlank() ? "" : ": " + said));
    }

    private synchronized @Nullable String lines() {
        return banner.isEmpty() ? null : String.join("\n", banner);
    }

    private Failure noCommonAlgorithm(String thrown) {
        for (KexProposalOption option : KexProposalOption.values()) {
            String mine = ours.getOrDefault(option, "");
            String other = theirs.getOrDefault(option, "");
            if (key(option).isEmpty() || mine.isEmpty() || other.isEmpty() || common(mine, other)) {
                continue;
            }
            return noCommon(option, named(mine), named(other));
        }
        return Failure.of(FailureKind.KEY_EXCHANGE, Stage.CONNECT, target + ": " + thrown);
    }

    private Failure noCommon(KexProposalOption option, String mine, String other) {
        String key = key(option);
        Failure failure = Failure.of(
                FailureKind.KEY_EXCHANGE,
                Stage.CONNECT,
                "no common " + key + ": we offer " + mine + "; " + target + " offers " + other);
        SshAlgorithms.Kind kind = SshAlgorithms.Kind.valueOf(key.toUpperCase(Locale.ROOT));
        String known = Arrays.stream(other.split(",", -1))
                .filter(name -> SshAlgorithms.mistake(kind, "+" + name).isEmpty())
                .collect(Collectors.joining(","));
        return failure.withHint(
                known.isEmpty()
                        ? "Muster knows none of what this device offers; it needs newer or other software"
                        : "if this device cannot be upgraded, add to it: ssh: {" + key + ": \"+" + known + "\"}");
    }

    /** The algorithms of a list, without the marks by which both sides tell of extensions. */
    private static String named(String list) {
        return Arrays.stream(list.split(",", -1))
                .filter(name -> !name.startsWith("ext-info-") && !name.startsWith("kex-strict-"))
                .collect(Collectors.joining(","));
    }

    private static boolean common(String mine, String other) {
        List<String> list = Arrays.asList(other.split(",", -1));
        return Arrays.stream(mine.split(",", -1)).anyMatch(list::contains);
    }

    private static String key(KexProposalOption option) {
        return switch (option) {
            case ALGORITHMS -> "kex";
            case SERVERKEYS -> "host_keys";
            case C2SENC, S2CENC -> "ciphers";
            case C2SMAC, S2CMAC -> "macs";
            case C2SCOMP, S2CCOMP, C2SLANG, S2CLANG -> "";
        };
    }

    /** The login ended without success. */
    DeviceException notAuthenticated(@Nullable Throwable thrown) {
        sessionFailed(thrown == null ? new IOException("no reason given") : thrown);
        if (hostKey != null || theirs.isEmpty()) {
            return ended();
        }
        return new DeviceException(login.passwordExpired() != null ? passwordExpired() : refused());
    }

    private Failure refused() {
        Failure refused = Failure.of(
                FailureKind.AUTHENTICATION,
                Stage.AUTHENTICATE,
                target + " refused the login of " + login.login().username() + login.tried());
        String said = disconnect != null ? disconnect : reason(ConnectFailure.root(cause));
        // OpenSSH counts every key offered; the one that would do may never have had its turn.
        boolean tooMany = login.keysOffered() && said.toLowerCase(Locale.ROOT).contains("too many");
        return tooMany
                ? refused.withHint("the device said: " + said
                        + "; it counts every key that is offered: name the right one with `private_key` and leave the"
                        + " agent off, or keep fewer keys in the agent")
                : refused;
    }

    private Failure passwordExpired() {
        String said = login.passwordExpired();
        return Failure.of(
                FailureKind.PASSWORD_EXPIRED,
                Stage.AUTHENTICATE,
                target + " wants a new password for " + login.login().username()
                        + (said == null || said.isBlank() ? "" : ": " + said));
    }

    /** The login was right, but no shell opened. */
    DeviceException noShell(@Nullable Throwable thrown) {
        Throwable root = ConnectFailure.root(thrown);
        String why = root == null ? "" : ": " + reason(root);
        FailureKind kind =
                root instanceof SshChannelOpenException ? FailureKind.SESSION_LIMIT : FailureKind.DISCONNECTED;
        return new DeviceException(
                kind,
                Stage.LOGIN,
                target + " accepted the login of " + login.login().username() + " but opened no shell" + why);
    }

    private static String reason(@Nullable Throwable thrown) {
        return thrown == null ? "no reason given" : ConnectFailure.reason(thrown);
    }
}
