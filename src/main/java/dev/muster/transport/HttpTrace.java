package dev.muster.transport;

import dev.muster.result.Failure;
import dev.muster.result.Tap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Lets others hear requests and answers, without secrets. */
public final class HttpTrace {
    /** Nobody hears. */
    public static final HttpTrace NONE = new HttpTrace(new Redaction(List.of()), List.of(), "authorization");

    /** Headers whose values are credentials, by their names in lower case. */
    private static final Set<String> SECRET = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "x-auth-token",
            "x-api-key",
            "x-csrf-token");

    private final Redaction redaction;
    private final List<Tap> taps;
    private final String tokenHeader;
    private boolean opened;

    /** @param tokenHeader the header in which the device's token goes, if there is one */
    public HttpTrace(Redaction redaction, List<Tap> taps, String tokenHeader) {
        this.redaction = redaction;
        this.taps = List.copyOf(taps);
        this.tokenHeader = tokenHeader;
    }

    boolean isHeard() {
        return !taps.isEmpty();
    }

    void asked(HttpQuestion question) {
        if (taps.isEmpty()) {
            return;
        }
        if (!opened) {
            opened = true;
            taps.forEach(Tap::opening);
            taps.forEach(tap -> tap.opened("http: " + question.uri().getScheme() + "://"
                    + question.uri().getAuthority()));
        }
        var text = new StringBuilder(question + "\n");
        question.headers().forEach((name, value) -> header(text, name, value));
        if (question.body() != null) {
            text.append(question.secret() ? "(a login)\n" : redaction.json(question.body() + "\n"));
        }
        tell(text.toString(), true);
    }

    private void header(StringBuilder text, String name, String value) {
        boolean secret = SECRET.contains(name.toLowerCase(Locale.ROOT))
                || name.equalsIgnoreCase(tokenHeader)
                || name.contains("oken");
        text.append(name).append(": ");
        text.append(secret ? Redaction.STARS : redaction.received(value)).append('\n');
    }

    void answered(HttpQuestion question, HttpAnswer answer) {
        if (taps.isEmpty()) {
            return;
        }
        HttpHead head = answer.head();
        String status = head.version() + " " + head.status() + "\n";
        tell(status + (question.secret() ? "(answer to a login)\n" : content(answer, head)), false);
    }

    private String content(HttpAnswer answer, HttpHead head) {
        var text = new StringBuilder();
        for (Map.Entry<String, List<String>> header : head.headers().entrySet()) {
            if (!header.getKey().startsWith(":")) {
                header.getValue().forEach(value -> header(text, header.getKey(), value));
            }
        }
        byte[] first = answer.first();
        if (answer.bytes() > 0) {
            text.append(redaction.json(new String(first, StandardCharsets.UTF_8)))
                    .append('\n');
        }
        if (answer.bytes() > first.length) {
            text.append("(").append(answer.bytes()).append(" bytes in all)\n");
        }
        return text.toString();
    }

    void failed(HttpQuestion question, HttpAnswer answer, Failure failure) {
        if (taps.isEmpty()) {
            return;
        }
        if (answer.isBegun()) {
            answered(question, answer);
        }
        tell("(" + failure + ")\n", false);
    }

    private void tell(String text, boolean typed) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (Tap tap : taps) {
            if (typed) {
                tap.typed(bytes);
            } else {
                tap.received(bytes);
            }
        }
    }

    void closed() {
        if (opened) {
            opened = false;
            taps.forEach(tap -> tap.closed(false));
        }
    }
}
