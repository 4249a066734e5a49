package dev.muster.platform;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a platform file; every mistake in it is reported with its place. */
public final class PlatformFile {
    private final Problems problems;
    private final Patterns patterns;
    private final ModeReader modes;
    private final ChangeReader changes;
    private final UpkeepReader upkeep;
    private final ApiReader api;

    private PlatformFile(Problems problems, boolean trusted) {
        this.problems = problems;
        this.patterns = new Patterns(problems, trusted);
        this.modes = new ModeReader(problems, patterns);
        this.changes = new ChangeReader(problems, patterns);
        this.upkeep = new UpkeepReader(patterns, changes);
        this.api = new ApiReader(problems, patterns);
    }

    /**
     * The platform described by a document, or null with the reasons in {@code problems}. What it {@code extends} is looked
     * for among Muster's own platforms.
     */
    public static @Nullable Platform read(Node document, Problems problems) {
        Node whole = new Extension(Map.of(), new PlatformResources(), problems).resolve(document);
        return whole == null ? null : read(whole, problems, false);
    }

    /** As {@link #read(Node, Problems)} for a document that extends nothing any more. */
    static @Nullable Platform read(Node document, Problems problems, boolean trusted) {
        int before = problems.size();
        Fields fields = Fields.of(document, problems, "a platform file");
        Platform platform = fields == null ? null : new PlatformFile(problems, trusted).platform(fields);
        return problems.size() == before ? platform : null;
    }

    private Platform platform(Fields fields) {
        String id = id(fields);
        var platform = new Platform(
                id,
                Objects.requireNonNullElse(fields.text("description"), ""),
                aliases(fields, id),
                Objects.requireNonNullElse(fields.text("default_mode"), ""),
                modes.read(fields),
                login(fields),
                keyboard(fields),
                screen(fields),
                fields.texts("setup"),
                changes.dialogs(fields, "dialogs"),
                changes.configuration(fields, modes),
                changes.commit(fields),
                changes.save(fields, modes),
                changes.contexts(fields),
                fields.texts("leave"),
                patterns.lines(fields, "refusals"),
                patterns.all(fields, "session_limit"),
                detect(fields),
                Objects.requireNonNullElse(fields.text("textfsm"), id),
                upkeep.copying(fields),
                patterns.all(fields, "secrets"),
                upkeep.reloading(fields),
                api.api(fields),
                api.normal(fields));
        fields.done();
        modes.check(platform, fields);
        return platform;
    }

    private static String id(Fields fields) {
        String id = Objects.requireNonNullElse(fields.text("id"), "");
        if (!id.matches("[a-z0-9_]{1,64}")) {
            fields.problem("id", "`id` needs a name of lower-case letters, digits and _");
        }
        return id;
    }

    private static List<String> aliases(Fields fields, String id) {
        List<String> aliases = fields.texts("aliases");
        var seen = new HashSet<String>(List.of(id));
        for (String alias : aliases) {
            if (!seen.add(alias)) {
                fields.problem("aliases", "the name `" + alias + "` is given twice");
            }
        }
        return aliases;
    }

    private Login login(Fields fields) {
        return new Login(
                changes.dialogs(fields, "login_dialogs"),
                Objects.requireNonNullElse(fields.text("username_suffix"), ""),
                telnet(fields));
    }

    private Telnet telnet(Fields fields) {
        Fields telnet = fields.child("telnet");
        Telnet usual = Telnet.USUAL;
        if (telnet == null) {
            return usual;
        }
        Pattern user = patterns.one(telnet, "user");
        Pattern password = patterns.one(telnet, "password");
        Pattern failed = patterns.one(telnet, "failed");
        telnet.done();
        return new Telnet(
                user == null ? usual.user() : user,
                password == null ? usual.password() : password,
                failed == null ? usual.failed() : failed);
    }

    private static Keyboard keyboard(Fields fields) {
        String enterKey = Objects.requireNonNullElse(fields.text("enter_key"), "\n");
        if (!enterKey.matches("\r|\n|\r\n")) {
            fields.problem("enter_key", "`enter_key` must be \"\\r\", \"\\n\" or \"\\r\\n\", in double quotes");
        }
        Echoing echoing = fields.oneOf("echo", Echoing.class);
        return new Keyboard(enterKey, echoing == null ? Echoing.TRUE : echoing);
    }

    private Screen screen(Fields fields) {
        return new Screen(
                Objects.requireNonNullElse(fields.integer("prompt_lines", 1, 2), 1),
                Objects.requireNonNullElse(fields.integer("prompt_truncation", 0, 255), 0),
                pager(fields),
                patterns.all(fields, "strip_lines"),
                Objects.requireNonNullElse(fields.bool("collapse_blank_lines"), false));
    }

    private Platform.@Nullable Pager pager(Fields fields) {
        Fields pager = fields.child("pager");
        if (pager == null) {
            return null;
        }
        Pattern match = patterns.needed(pager, "match", "a pager");
        String answer = pager.text("answer");
        pager.done();
        return match == null ? null : new Platform.Pager(match, answer == null ? " " : answer);
    }

    private List<Detection> detect(Fields fields) {
        var detect = new ArrayList<Detection>();
        for (Node item : fields.items("detect")) {
            Fields one = Fields.of(item, problems, "one of `detect`");
            if (one == null) {
                continue;
            }
            String command = one.text("command");
            Pattern match = patterns.needed(one, "match", "one of `detect`");
            one.done();
            if (command == null) {
                problems.add(one.mark(), "one of `detect` needs a `command`");
            } else if (match != null) {
                detect.add(new Detection(command, match));
            }
        }
        return detect;
    }
}
