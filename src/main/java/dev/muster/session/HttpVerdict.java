package dev.muster.session;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.transport.HttpHead;
import org.jspecify.annotations.Nullable;

/** Whether an answer is the expected one, and if not, what that means. */
final class HttpVerdict {
    private static final int EXCERPT = 1500;
    private static final int LINE = 160;

    private HttpVerdict() {}

    /** @param body its beginning */
    static @Nullable Failure of(HttpOrder order, HttpHead head, String body) {
        if (order.expects(head.status())) {
            return null;
        }
        String what = "`" + order.method() + " " + order.path() + "` was answered " + status(head.status());
        String expected = String.join(" or ", order.expected());
        FailureKind kind = head.status() == 401 ? FailureKind.AUTHENTICATION : FailureKind.HTTP_STATUS;
        String location = head.header("location");
        if (head.status() / 100 == 3 && !location.isEmpty()) {
            what += ", a redirect to " + clean(location) + ", which is not followed";
        }
        String line = clean(body).strip().replaceAll("\\s+", " ");
        String said = line.isEmpty() ? "" : ": " + (line.length() > LINE ? line.substring(0, LINE) + "..." : line);
        String wait = head.header("retry-after");
        Failure failure = Failure.of(
                kind,
                Stage.STEP,
                what + ", expected " + expected + (wait.isEmpty() ? "" : " (Retry-After: " + clean(wait) + ")") + said);
        return failure.withEvidence("status " + expected, excerpt(body)).withHint(hint(head.status(), kind));
    }

    private static String hint(int status, FailureKind kind) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                "ask for the new address itself, or correct `port` and `tls`: credentials are sent to no other server";
            case 401 -> kind.hint();
            case 403 -> "the login is known, but may not do this; check the account's rights on the device's API";
            case 404 -> "nothing is there: check the path, and whether the device's API is switched on";
            case 405 -> "the server knows the path, but not this method";
            case 406, 415 -> "check `accept` and the content type: RESTCONF wants application/yang-data+json";
            case 429, 503 -> "the server is busy; with `retry: {attempts: 3, for: [http_status]}` it is asked again";
            default -> kind.hint();
        };
    }

    /** A status with its usual name. */
    static String status(int status) {
        String name = switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "";
        };
        return (status + " " + name).strip();
    }

    /** The beginning of a body as messages show it. */
    static @Nullable String excerpt(String body) {
        String clean = clean(body).strip();
        return clean.isEmpty() ? null : clean.substring(0, Math.min(EXCERPT, clean.length()));
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }
}
