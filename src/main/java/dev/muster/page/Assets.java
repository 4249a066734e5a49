package dev.muster.page;

import dev.muster.result.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The style and the scripts of pages, and the policy that lets a browser run these and nothing else. */
final class Assets {
    /** In the order in which they are joined; each may use those before it. */
    private static final List<String> SCRIPTS = List.of(
            "data.js",
            "dom.js",
            "diff.js",
            "table.js",
            "charts.js",
            "timeline.js",
            "device.js",
            "failures.js",
            "checks.js",
            "answers.js",
            "drift.js",
            "rows.js",
            "main.js");

    private Assets() {}

    /** The style of every page. */
    static String style() throws IOException {
        return read("page.css");
    }

    /** All scripts as one that leaves no names behind. */
    static String script() throws IOException {
        var joined = new StringBuilder("\"use strict\";\n(() => {\n");
        for (String name : SCRIPTS) {
            joined.append(read(name));
        }
        return joined.append("})();\n").toString();
    }

    /** The page around them. */
    static String frame(String name) throws IOException {
        return read(name);
    }

    /** The policy for a page with this style and script, each empty when there is none. */
    static String policy(String style, String script) {
        return "default-src 'none'; base-uri 'none'; form-action 'none'" + source("style-src", style)
                + source("script-src", script);
    }

    private static String source(String kind, String text) {
        return text.isEmpty() ? "" : "; " + kind + " 'sha256-" + hash(text) + "'";
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Output.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
