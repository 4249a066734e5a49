package dev.muster.lab;

import dev.muster.lab.Simulation.Manner;
import dev.muster.lab.Simulation.Page;
import dev.muster.lab.Simulation.Refusals;
import dev.muster.lab.Simulation.Style;
import dev.muster.lab.Simulation.Telnet;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Problems;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads those parts of a simulation's data that are mappings of their own; a key it lacks is as the base has it. */
final class SimulationParts {
    /** What a simulation is that says nothing and extends nothing. */
    static final Simulation BLANK = new Simulation(
            "",
            List.of(),
            "",
            "",
            "!",
            List.of("show"),
            Map.of(),
            "",
            new Page(0, "", ""),
            new Refusals("", "", "", ""),
            new Manner("\r\n", false, false, StandardCharsets.UTF_8, null),
            new Telnet("\n", "login: ", "Password: ", "Login incorrect\n", 3),
            new Style(false, "", 1, "", "", List.of(), List.of(), List.of(), ""),
            "",
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            new CommandMatcher(true, new Slots(List.of())));

    private final Fields fields;
    private final Problems problems;
    private final Simulation base;

    SimulationParts(Fields fields, Problems problems, Simulation base) {
        this.fields = fields;
        this.problems = problems;
        this.base = base;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    Page page() {
        Fields page = fields.child("page");
        if (page == null) {
            return base.page();
        }
        var read =
                new Page(or(page.integer("lines", 0, 512), 0), or(page.text("more"), ""), or(page.text("erase"), ""));
        page.done();
        return read;
    }

    Refusals refusals() {
        Fields refusals = fields.child("refusals");
        if (refusals == null) {
            return base.refusals();
        }
        var read = new Refusals(
                or(refusals.text("invalid"), ""),
                or(refusals.text("ambiguous"), ""),
                or(refusals.text("incomplete"), ""),
                or(refusals.text("commit"), ""));
        refusals.done();
        return read;
    }

    Manner manner() {
        Fields manner = fields.child("terminal");
        Manner own = base.manner();
        if (manner == null) {
            return own;
        }
        String charset = or(manner.text("charset"), own.charset().name());
        Pattern suffix = manner.pattern("user_suffix", 0);
        var read = new Manner(
                or(manner.text("line_end"), own.lineEnd()),
                or(manner.bool("only_return"), own.onlyReturn()),
                or(manner.bool("repaints"), own.repaints()),
                Charset.isSupported(charset) ? Charset.forName(charset) : unknown(manner, charset),
                suffix == null ? own.userSuffix() : suffix);
        manner.done();
        return read;
    }

    private Charset unknown(Fields manner, String charset) {
        problems.add(manner.mark("charset"), "no charset `" + charset + "`");
        return StandardCharsets.UTF_8;
    }

    Telnet telnet() {
        Fields telnet = fields.child("telnet");
        Telnet own = base.telnet();
        if (telnet == null) {
            return own;
        }
        var read = new Telnet(
                or(telnet.text("banner"), own.banner()),
                or(telnet.text("user"), own.user()),
                or(telnet.text("password"), own.password()),
                or(telnet.text("denied"), own.denied()),
                or(telnet.integer("tries", 1, 9), own.tries()));
        telnet.done();
        return read;
    }

    Style style() {
        Fields style = fields.child("config");
        Style own = base.style();
        if (style == null) {
            return own;
        }
        String negation = style.text("negation");
        List<String> last = style.texts("last");
        List<String> keyed = style.texts("keyed");
        List<String> single = style.texts("single");
        var read = new Style(
                or(style.bool("tree"), own.tree()),
                negation == null ? own.negation() : negation.isEmpty() ? "" : negation + " ",
                or(style.integer("indent", 0, 16), own.indent()),
                or(style.text("heads"), own.heads()),
                or(style.text("separator"), own.separator()),
                last.isEmpty() ? own.last() : last,
                keyed.isEmpty() ? own.keyed() : keyed,
                single.isEmpty() ? own.single() : single,
                or(style.text("hostname"), own.hostname()));
        style.done();
        return read;
    }
}
