package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.report.JsonOut;
import dev.muster.report.ResultJson;
import dev.muster.result.Failure;
import dev.muster.session.Findings;
import dev.muster.session.Findings.Named;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Findings as one line of JSON. */
final class FindingsJson {
    private FindingsJson() {}

    /** What fills the object that is open. */
    private interface Body {
        void write(JsonOut json) throws IOException;
    }

    static String of(DevicePlan device, Findings findings) {
        return line(device, "ok", json -> {
            named(json, findings);
            json.field("prompt", findings.prompt());
            json.field("pager", findings.pager());
            json.field("way", findings.peer().way());
            json.object("connection");
            for (Map.Entry<String, String> fact : findings.peer().facts().entrySet()) {
                json.field(fact.getKey().replace(' ', '_'), fact.getValue());
            }
            json.end();
            json.field("banner", findings.peer().banner());
            json.field("greeting", findings.greeting());
            json.field("typed", String.join("\n", findings.sent()));
            json.field(
                    "platform_file",
                    findings.sketch() == null ? null : findings.sketch().yaml());
            json.nothing("failure");
        });
    }

    private static void named(JsonOut json, Findings findings) throws IOException {
        Named named = findings.named();
        json.field("platform", named == null ? null : named.platform().id());
        json.field("hostname", named == null ? null : named.hostname());
        json.field("mode", named == null ? null : named.mode());
        json.field("command", named == null ? null : named.command());
        json.field("evidence", named == null ? null : named.line());
    }

    static String of(DevicePlan device, Failure failure) {
        return line(device, failure.kind().status().label(), json -> ResultJson.failure(json, failure));
    }

    private static String line(DevicePlan device, String status, Body body) {
        var bytes = new ByteArrayOutputStream();
        try (JsonOut json = JsonOut.compact(bytes)) {
            json.object();
            json.field("device", device.name());
            json.field("host", device.target().host());
            json.field("port", device.ways().getFirst().port());
            json.field("status", status);
            body.write(json);
            json.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip() + "\n";
    }
}
