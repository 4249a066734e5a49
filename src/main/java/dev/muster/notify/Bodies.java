package dev.muster.notify;

import dev.muster.job.Notification.Format;
import dev.muster.notify.Digest.Group;
import dev.muster.report.JsonOut;
import dev.muster.result.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is posted to a webhook, in the form that its receiver understands. */
final class Bodies {
    private Bodies() {}

    /** The form that services of this host want. */
    static Format format(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("hooks.slack.com") || name.endsWith(".slack.com")) {
            return Format.SLACK;
        }
        boolean teams = name.endsWith(".webhook.office.com")
                || name.endsWith(".logic.azure.com")
                || name.endsWith(".powerplatform.com");
        return teams ? Format.TEAMS : Format.JSON;
    }

    static byte[] of(Format format, Digest digest, Letter letter) throws IOException {
        return switch (format) {
            case SLACK -> slack(letter);
            case TEAMS -> teams(letter);
            case JSON -> json(digest, letter);
        };
    }

    private static byte[] slack(Letter letter) throws IOException {
        var text = new StringBuilder("*" + escaped(letter.title()) + "*");
        letter.lines().forEach(line -> text.append('\n').append(escaped(line)));
        return bytes(Map.of("text", text.toString()));
    }

    /** Slack's three control characters; without them nothing is a link or calls anybody. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("*", "\u2217");
    }

    /** An adaptive card of plain text runs, in which nothing is a link or a format. */
    private static byte[] teams(Letter letter) throws IOException {
        var blocks = new ArrayList<Object>();
        blocks.add(block(Map.of("type", "TextRun", "text", letter.title(), "weight", "Bolder")));
        letter.lines().forEach(line -> blocks.add(block(Map.of("type", "TextRun", "text", line))));
        Map<String, Object> card = Map.of(
                "$schema",
                "http://adaptivecards.io/schemas/adaptive-card.json",
                "type",
                "AdaptiveCard",
                "version",
                "1.4",
                "body",
                blocks);
        return bytes(Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card))));
    }

    private static Map<String, Object> block(Map<String, String> run) {
        return Map.of("type", "RichTextBlock", "inlines", List.of(run));
    }

    private static byte[] bytes(Map<String, Object> value) throws IOException {
        var out = new ByteArrayOutputStream();
        try (JsonOut json = JsonOut.compact(out)) {
            json.value(value);
        }
        return out.toByteArray();
    }

    private static byte[] json(Digest digest, Letter letter) throws IOException {
        var out = new ByteArrayOutputStream();
        try (JsonOut json = JsonOut.compact(out)) {
            json.object();
            json.field("title", letter.title());
            json.value("ok", digest.isWell());
            json.field("exit_status", digest.status());
            json.object("run");
            json.field("id", digest.run().id());
            json.field("job", digest.run().job());
            json.field("source", digest.run().source());
            json.field("started", digest.run().started());
            json.field("elapsed_ms", digest.tally().elapsed().toMillis());
            json.field(
                    "folder", digest.run().folder().toAbsolutePath().normalize().toString());
            json.end();
            json.field(
                    "stopped",
                    digest.tally().stopped().isEmpty() ? null : digest.tally().stopped());
            json.object("devices");
            json.field("total", digest.tally().devices());
            for (Status status : Status.values()) {
                json.field(status.label(), digest.tally().count(status));
            }
            json.end();
            groups(json, "failures", "kind", digest.failures());
            json.field("checks_passed", digest.passed());
            groups(json, "checks_failed", "check", digest.checks());
            json.value("text", letter.lines());
            json.end();
        }
        return out.toByteArray();
    }

    private static void groups(JsonOut json, String name, String what, List<Group> groups) throws IOException {
        json.array(name);
        for (Group group : groups) {
            json.object();
            json.field(what, group.what());
            json.field("devices", group.count());
            json.value("first", group.names());
            json.field("message", Letter.visible(group.message()));
            json.end();
        }
        json.end();
    }
}
