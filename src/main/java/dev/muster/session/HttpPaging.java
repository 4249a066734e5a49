package dev.muster.session;

import dev.muster.parse.Json;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Stage;
import dev.muster.session.HttpOrder.Pages;
import dev.muster.session.HttpSession.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches page after page; the output is a JSON list of them. */
final class HttpPaging {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^,<]*)");
    private static final Pattern NEXT =
            Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?(?:[^\";]*\\s)?next(?:\\s[^\";]*)?\"?");

    private final HttpSession session;
    private final HttpOrder order;
    private final Pages pages;
    private final HttpBody all;
    private int count;

    HttpPaging(HttpSession session, HttpOrder order, Pages pages) {
        this.session = session;
        this.order = order;
        this.pages = pages;
        this.all = HttpBody.large(session.store());
    }

    /** The pages up to one that fails. */
    Answer all() throws InterruptedException {
        try {
            Failure failure = fetch();
            write(count == 0 ? "[]" : "]");
            return new Answer(
                    failure == null ? Outcome.ok() : new Outcome.Failed(failure),
                    all.finish(),
                    count == 1 ? "1 page" : count + " pages");
        } catch (DeviceException e) {
            return session.failed(e.failure(), received());
        }
    }

    private @Nullable Output received() {
        try {
            if (count > 0) {
                write("]");
            }
        } catch (DeviceException e) {
            // there is no room for the end of the list
        }
        return all.received();
    }

    private @Nullable Failure fetch() throws DeviceException, InterruptedException {
        Set<String> asked = new HashSet<>();
        String path = first();
        Failure failure = null;
        while (path != null && failure == null) {
            if (!asked.add(path)) {
                failure = failure(
                        FailureKind.HTTP_STATUS, "page " + (count + 1) + " is one that was there before: " + path);
            } else if (count >= pages.most()) {
                failure = failure(
                                FailureKind.OUTPUT_LIMIT,
                                "there are more than " + pages.most() + " pages; those before are in the output")
                        .withHint("raise `most:` of `paginate`, or ask for larger pages");
            } else {
                Reply reply = session.exchange(order.at(path), () -> HttpBody.small(session.store()));
                String text = reply.body().text();
                failure = HttpVerdict.of(order.at(path), reply.head(), text);
                if (failure == null) {
                    keep(text);
                    path = next(path, reply, text);
                }
            }
        }
        return failure;
    }

    private String first() {
        return pages instanceof Pages.Offset offset ? at(offset, 0) : order.path();
    }

    private String at(Pages.Offset offset, long row) {
        String separator = order.path().contains("?") ? "&" : "?";
        return order.path() + separator + offset.offset() + "=" + row + "&" + offset.limit() + "=" + offset.size();
    }

    private void keep(String text) throws DeviceException {
        write((count == 0 ? "[" : ",\n") + text);
        count++;
    }

    private void write(String text) throws DeviceException {
        all.take(text.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String next(String path, Reply reply, String text) throws DeviceException {
        Object page = read(text);
        return switch (pages) {
            case Pages.Link link -> home(path, linked(reply));
            case Pages.Next next -> {
                Object value = Json.at(page, next.path());
                yield home(path, value instanceof String found && !found.isBlank() ? found : null);
            }
            case Pages.Offset offset -> {
                int rows = Json.rows(page, offset.rows()).size();
                yield rows < offset.size() ? null : at(offset, (long) count * offset.size());
            }
        };
    }

    private @Nullable Object read(String text) throws DeviceException {
        try {
            return Json.read(text);
        } catch (Json.NotJson e) {
            throw new DeviceException(Failure.of(
                            FailureKind.PARSE,
                            Stage.PARSE,
                            "page " + count + " of `" + order.path() + "` " + e.getMessage())
                    .withEvidence(null, HttpVerdict.excerpt(text)));
        }
    }

    private static @Nullable String linked(Reply reply) {
        for (String header : reply.head().all("link")) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                if (NEXT.matcher(link.group(2)).find()) {
                    return link.group(1);
                }
            }
        }
        return null;
    }

    /** The next page where it is on the same server; another one is not asked, least of all with our credentials. */
    private @Nullable String home(String from, @Nullable String next) throws DeviceException {
        if (next == null) {
            return null;
        }
        URI base = session.uri(from);
        URI uri;
        try {
            uri = base.resolve(next);
        } catch (IllegalArgumentException e) {
            throw new DeviceException(failure(FailureKind.HTTP_STATUS, "the next page is no address: " + next));
        }
        boolean same = session.isHome(uri) || isBeside(uri, base);
        if (!same) {
            throw new DeviceException(failure(
                            FailureKind.HTTP_STATUS, "the next page is on another server, which was not asked: " + uri)
                    .withHint("a proxy before the server may make such addresses; `paginate` by offset needs none"));
        }
        return uri.toString();
    }

    private static boolean isBeside(URI uri, URI base) {
        return String.valueOf(uri.getScheme()).equalsIgnoreCase(base.getScheme())
                && String.valueOf(uri.getAuthority()).equals(base.getAuthority());
    }

    private static Failure failure(FailureKind kind, String message) {
        return Failure.of(kind, Stage.STEP, message);
    }
}
