package dev.muster.transport;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a request has no answer, told apart by what the JDK's client threw. */
final class HttpDiagnosis {
    private static final String NO_TLS_HINT =
            "the port answers without TLS: set `tls: false` under `http:`, or its `port`";

    private HttpDiagnosis() {}

    /** Whether a server takes no more requests at once over a connection that is shared; nothing was sent then. */
    static boolean isCrowded(Throwable thrown) {
        return texts(thrown).contains("too many concurrent streams");
    }

    /** @param received what of the answer had come, or null */
    static Failure of(HttpQuestion question, HttpPlace place, Throwable thrown, @Nullable String received) {
        String where =
                place.isHome(question.uri()) ? place.toString() : question.uri().getAuthority();
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        Throwable root = ConnectFailure.root(cause);
        String text = texts(cause);
        SSLException tls = find(cause, SSLException.class);
        if (tls != null) {
            return tls(where, root == null ? tls : root, text);
        }
        if (find(cause, HttpConnectTimeoutException.class) != null) {
            return connect(
                    FailureKind.CONNECT_TIMEOUT,
                    where + " did not answer within " + ConnectFailure.seconds(place.connect()));
        }
        if (find(cause, HttpTimeoutException.class) != null) {
            return step(FailureKind.COMMAND_TIMEOUT, "`" + question + "` was not answered in time", received);
        }
        if (find(cause, UnresolvedAddressException.class) != null) {
            return connect(FailureKind.DNS, "the name of " + where + " is not known");
        }
        if (find(cause, NoRouteToHostException.class) != null || text.contains("unreachable")) {
            return connect(FailureKind.UNREACHABLE, where + ": " + reason(root));
        }
        if (find(cause, ConnectException.class) != null) {
            return text.contains("timed out")
                    ? connect(FailureKind.CONNECT_TIMEOUT, where + ": " + reason(root))
                    : refused(where);
        }
        if (find(cause, ProtocolException.class) != null || text.contains("invalid status line")) {
            return noHttp(question, reason(root), received);
        }
        return step(
                FailureKind.DISCONNECTED,
                where + " ended the connection before the whole answer to `" + question + "` had come: " + reason(root),
                received);
    }

    private static Failure refused(String where) {
        return connect(FailureKind.CONNECTION_REFUSED, where + ": connection refused")
                .withHint(
                        "the host answers but nothing listens on this port; check `http: {port: ...}`, and whether the"
                                + " device's HTTP server is on");
    }

    private static Failure noHttp(HttpQuestion question, String why, @Nullable String received) {
        return step(
                        FailureKind.HTTP_STATUS,
                        "what answers `" + question + "` does not speak HTTP: " + HttpText.clean(why),
                        received)
                .withHint("look at `port` and `tls` under `http:`: another service may listen there");
    }

    private static Failure tls(String where, Throwable root, String text) {
        String why = HttpText.clean(reason(root));
        Failure failure = connect(FailureKind.TLS, where + ": " + why);
        if (text.contains("unsupported or unrecognized ssl message") || text.contains("plaintext")) {
            return failure.withMessage(where + " does not speak TLS").withHint(NO_TLS_HINT);
        }
        if (text.contains("subject alternative") || text.contains("no name matching")) {
            return failure.withMessage(where + ": the certificate is for another name: " + why)
                    .withHint(
                            "`host` must be a name that stands in the certificate; `verify: false` under `http:` trusts"
                                    + " any, and then anybody can read what is sent");
        }
        if (text.contains("certification path") || text.contains("trust") || text.contains("the certificate of")) {
            return failure.withHint("if this is the right certificate, name a file with it or with its issuer's as `ca`"
                    + " under `http:`");
        }
        if (text.contains("certificate_required") || text.contains("bad_certificate")) {
            return failure.withHint("the server wants a client certificate: `cert` and `key` under `http:`");
        }
        return failure.withHint("look at `tls`, `port`, `ca` and `cert` under `http:`");
    }

    private static Failure connect(FailureKind kind, String message) {
        return Failure.of(kind, Stage.CONNECT, message);
    }

    private static Failure step(FailureKind kind, String message, @Nullable String received) {
        return Failure.of(kind, Stage.STEP, message).withEvidence(null, received);
    }

    private static String reason(@Nullable Throwable root) {
        return root == null ? "no reason given" : ConnectFailure.reason(root);
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable thrown, Class<T> type) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static String texts(@Nullable Throwable thrown) {
        var all = new StringBuilder();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            all.append(at.getMessage()).append('\n');
        }
        return all.toString().toLowerCase(Locale.ROOT);
    }
}
