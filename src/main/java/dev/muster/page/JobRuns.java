package dev.muster.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The runs of one job as a part of the index: a line of bars for the trend, and a table. */
final class JobRuns {
    private static final int SHOWN = 10;
    private static final int BARS = 40;
    private static final int HEIGHT = 28;

    private final Path reports;
    private final String name;
    private final List<RunLine> runs;

    /** @param runs the newest first */
    JobRuns(Path reports, String name, List<RunLine> runs) {
        this.reports = reports;
        this.name = name;
        this.runs = runs;
    }

    void write(StringBuilder html) {
        String title = runs.stream()
                .map(RunLine::job)
                .filter(job -> !job.isEmpty())
                .findFirst()
                .orElse(name);
        html.append("<section class=\"job\"><div class=\"job-head\"><h2 dir=\"auto\">")
                .append(Markup.text(title))
                .append("</h2><span class=\"tally\">")
                .append(runs.size())
                .append(runs.size() == 1 ? " run" : " runs")
                .append("</span>");
        trend(html);
        html.append("</div>\n");
        table(html, runs.subList(0, Math.min(SHOWN, runs.size())));
        if (runs.size() > SHOWN) {
            html.append("<details><summary>").append(runs.size() - SHOWN).append(" earlier runs</summary>");
            table(html, runs.subList(SHOWN, runs.size()));
            html.append("</details>");
        }
        html.append("</section>\n");
    }

    private void trend(StringBuilder html) {
        List<RunLine> ended =
                runs.stream().filter(RunLine::hasResults).limit(BARS).toList().reversed();
        html.append("<svg role=\"img\" width=\"")
                .append(BARS * 5)
                .append("\" height=\"")
                .append(HEIGHT);
        html.append("\" aria-label=\"devices that were ok in the last ")
                .append(ended.size())
                .append(" runs: ");
        ended.forEach(run -> html.append(run.count("ok"))
                .append(" of ")
                .append(run.count("devices"))
                .append(", "));
        html.append("\">");
        long most = ended.stream().mapToLong(run -> run.count("devices")).max().orElse(1);
        for (int i = 0; i < ended.size(); i++) {
            RunLine run = ended.get(i);
            long all = Math.round((double) HEIGHT * run.count("devices") / Math.max(1, most));
            long ok = run.count("devices") == 0
                    ? 0
                    : (long) Math.floor((double) all * run.count("ok") / run.count("devices"));
            bar(html, i, HEIGHT - ok, ok, "trend-ok");
            bar(html, i, HEIGHT - all, all - ok, "trend-bad");
        }
        html.append("</svg>");
    }

    private static void bar(StringBuilder html, int place, long top, long height, String kind) {
        if (height > 0) {
            html.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"4\" height=\"%d\"/>",
                    kind,
                    place * 5,
                    top,
                    height));
        }
    }

    private void table(StringBuilder html, List<RunLine> lines) {
        html.append("<div class=\"tablebox scroller\" tabindex=\"0\" role=\"region\" aria-label=\"runs of ")
                .append(Markup.text(name))
                .append(
                        "\"><table class=\"plain\"><thead><tr><th scope=\"col\">Started (UTC)</th><th scope=\"col\">Result</th>")
                .append("<th scope=\"col\" class=\"number\">Devices</th><th scope=\"col\" class=\"number\">Ok</th>")
                .append(
                        "<th scope=\"col\" class=\"number\">Not ok</th><th scope=\"col\" class=\"number\">Took</th></tr></thead><tbody>\n");
        lines.forEach(line -> row(html, line));
        html.append("</tbody></table></div>\n");
    }

    private void row(StringBuilder html, RunLine line) {
        String when = line.hasResults()
                ? line.started().replace('T', ' ').replaceAll("\\.\\d+Z$", "")
                : String.valueOf(line.folder().getFileName());
        html.append("<tr><th scope=\"row\"><a href=\"")
                .append(link(line.folder()))
                .append("\">");
        html.append(Markup.text(when))
                .append("</a></th><td>")
                .append(result(line))
                .append("</td>");
        if (line.hasResults()) {
            number(html, line.count("devices"));
            number(html, line.count("ok"));
            number(html, line.count("devices") - line.count("ok"));
            html.append("<td class=\"number\">")
                    .append(took(line.count("elapsed_ms")))
                    .append("</td>");
        } else {
            html.append("<td colspan=\"4\"></td>");
        }
        html.append("</tr>\n");
    }

    private static String result(RunLine line) {
        if (!line.hasResults()) {
            return "<span class=\"badge\">no results.json</span>";
        }
        if (line.stopped()) {
            return "<span class=\"badge s-timed_out\">ended early</span>";
        }
        if (line.isWell()) {
            return "<span class=\"badge s-ok\">ok</span>";
        }
        return line.devicesAreOk()
                ? "<span class=\"badge s-failed\">checks failed</span>"
                : "<span class=\"badge s-failed\">not all ok</span>";
    }

    private static void number(StringBuilder html, long number) {
        html.append("<td class=\"number\">")
                .append(String.format(Locale.ROOT, "%,d", number))
                .append("</td>");
    }

    private static String took(long millis) {
        return millis < 60_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : String.format(Locale.ROOT, "%d min %d s", millis / 60_000, millis / 1000 % 60);
    }

    /** To its page where there is one, else to its folder. */
    private String link(Path folder) {
        var link = new StringBuilder(".");
        reports.relativize(folder)
                .forEach(part -> link.append('/')
                        .append(URLEncoder.encode(part.toString(), StandardCharsets.UTF_8)
                                .replace("+", "%20")));
        return link.append(Files.isRegularFile(folder.resolve("report.html")) ? "/report.html" : "/")
                .toString();
    }
}
