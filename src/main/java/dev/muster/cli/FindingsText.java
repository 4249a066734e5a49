package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.result.Failure;
import dev.muster.session.Findings;
import dev.muster.session.Findings.Named;
import dev.muster.transport.Target;
import dev.muster.transport.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings for people, or as JSON; those of a device that is not known are a platform file with comments. */
final class FindingsText {
    private static final int MOST_LINES = 12;

    private final Console console;
    private final boolean json;
    private final @Nullable String name;
    private final PlatformCatalog catalog;

    /** @param name what an unknown platform is called, or null for a name made of its host's */
    FindingsText(Console console, boolean json, @Nullable String name, PlatformCatalog catalog) {
        this.console = console;
        this.json = json;
        this.name = name;
        this.catalog = catalog;
    }

    /** What a new platform is called. */
    String platformName(String hostname) {
        if (name != null) {
            return name;
        }
        String plain =
                hostname.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String id = plain.isEmpty() ? "new_platform" : plain.substring(0, Math.min(40, plain.length()));
        return catalog.find(id) == null ? id : id + "_cli";
    }

    /** The head of a platform file. */
    List<String> about(DevicePlan device) {
        return List.of(
                "Learned by muster probe from " + Visible.line(device.name()) + " (" + device.target() + ") on "
                        + LocalDate.now(ZoneOffset.UTC) + ".",
                "Save it as platforms/NAME.yaml beside your job, and set `platform:` of the device to its id.");
    }

    void found(DevicePlan device, Findings findings) {
        print(json ? FindingsJson.of(device, findings) : text(device, findings));
    }

    private void print(String text) {
        try {
            console.out(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void failed(DevicePlan device, Failure failure) {
        if (json) {
            print(FindingsJson.of(device, failure));
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(console.coloured(Console.Colour.RED, "failed   ") + "  " + Visible.line(device.name()) + "  "
                + device.target() + "  " + Visible.line(failure.toString()));
        if (failure.lastOutput() != null) {
            failure.lastOutput()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .limit(MOST_LINES)
                    .forEach(line -> lines.add("           received: " + Visible.line(line)));
        }
        lines.add("           hint: " + Visible.line(failure.hint()));
        console.say(String.join(System.lineSeparator(), lines));
    }

    private static String text(DevicePlan device, Findings findings) {
        var text = new StringBuilder();
        var facts = facts(device, findings);
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(1);
        if (findings.sketch() == null) {
            text.append(Visible.line(device.name()))
                    .append("  ")
                    .append(device.target())
                    .append('\n');
        }
        String mark = findings.sketch() == null ? "  " : "#   ";
        facts.forEach((fact, value) -> {
            String indent = " ".repeat(width + 2);
            String shown = Visible.lines(value).strip().replace("\n", "\n" + mark + indent);
            text.append(mark)
                    .append(String.format("%-" + width + "s  ", fact))
                    .append(shown)
                    .append('\n');
        });
        if (findings.sketch() != null) {
            String yaml = findings.sketch().yaml();
            // the comments at its head come before what was learned
            int body = yaml.indexOf("id: ");
            return yaml.substring(0, body) + "#\n# No platform of Muster's answers like this one.\n" + text + "\n"
                    + yaml.substring(body);
        }
        return text.append('\n').toString();
    }

    private static Map<String, String> facts(DevicePlan device, Findings findings) {
        Map<String, String> facts = new LinkedHashMap<>();
        Named named = findings.named();
        if (named != null) {
            Platform platform = named.platform();
            facts.put("platform", platform.id() + " (" + platform.description() + ")");
            facts.put("because", because(named));
            if (!named.hostname().isEmpty()) {
                facts.put("hostname", named.hostname());
            }
        }
        facts.put("prompt", findings.prompt());
        if (named != null) {
            facts.put("mode", mode(named));
        }
        facts.put("paging", paging(findings));
        facts.putAll(findings.peer().facts());
        if (findings.peer().facts().isEmpty()) {
            facts.put("way", findings.peer().way());
        }
        put(facts, "banner", findings.peer().banner());
        put(facts, "greeting", findings.greeting());
        facts.put("typed", typed(findings));
        if (named != null) {
            facts.put("inventory", inventory(device, named.platform()));
        }
        return facts;
    }

    private static void put(Map<String, String> facts, String name, String text) {
        List<String> lines = text.strip().lines().toList();
        if (!text.isBlank()) {
            String more = lines.size() > MOST_LINES ? "\n... " + (lines.size() - MOST_LINES) + " lines more" : "";
            facts.put(name, lines.stream().limit(MOST_LINES).collect(Collectors.joining("\n")) + more);
        }
    }

    private static String because(Named named) {
        String answer = "`" + named.command() + "` says: " + named.line();
        return named.mode().isEmpty()
                ? answer + "\nbut it has no such prompt: set `prompt:` for this device"
                : answer + "\nand the prompt is that of its mode " + named.mode();
    }

    static String mode(Named named) {
        Platform platform = named.platform();
        Mode goal = platform.mode(platform.defaultMode());
        if (named.mode().isEmpty() || goal == null) {
            return "not known";
        }
        if (named.mode().equals(platform.defaultMode())) {
            return named.mode() + ", in which commands run";
        }
        String by = goal.enter() == null ? "" : ", entered by `" + goal.enter() + "`";
        String secret = goal.secretPrompt() == null ? "" : ", which may ask for `enable_password`";
        return named.mode() + "; commands run in " + goal.name() + by + secret;
    }

    private static String paging(Findings findings) {
        String seen = findings.pager() == null ? "none was seen" : "`" + findings.pager() + "` was seen";
        Named named = findings.named();
        List<String> setup = named == null ? List.of() : named.platform().setup();
        return setup.isEmpty() ? seen : seen + "; a session begins with " + ticked(setup);
    }

    private static String ticked(List<String> commands) {
        return commands.stream().map(command -> "`" + command + "`").collect(Collectors.joining(", "));
    }

    private static String typed(Findings findings) {
        return findings.sent().stream()
                .map(line -> line.isEmpty() ? "Enter" : "`" + line + "`")
                .collect(Collectors.joining(", "));
    }

    private static String inventory(DevicePlan device, Platform platform) {
        Target target = device.target();
        Way way = device.ways().getFirst();
        boolean usual = way instanceof Way.Ssh ? way.port() == Way.Ssh.USUAL_PORT : way.port() == Way.Telnet.USUAL_PORT;
        return "- {name: " + device.name() + ", host: \"" + target.host() + "\""
                + (usual ? "" : ", port: " + way.port()) + (way instanceof Way.Ssh ? "" : ", transport: telnet")
                + ", platform: " + platform.id() + "}";
    }
}
