package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads keys of one mapping into settings, whatever the key is called in the form at hand. */
final class SettingReader {
    /** No limit of a device makes sense above this. */
    static final Duration MOST = Duration.ofHours(24);

    private static final List<String> TRANSPORTS = List.of("ssh", "telnet", "http", "netconf");

    private static final Pattern BRACKETS_AND_PORT = Pattern.compile("\\[([0-9A-Fa-f:.]+(?:%[\\w.-]+)?)]:(\\d{1,5})");

    private final Fields fields;
    private final Problems problems;
    private final Settings.Builder into;

    SettingReader(Fields fields, Problems problems, Settings.Builder into) {
        this.fields = fields;
        this.problems = problems;
        this.into = into;
    }

    /** The same target, read from a mapping inside this one. */
    SettingReader within(Fields inner) {
        return new SettingReader(inner, problems, into);
    }

    /** Another target, read from a mapping that is apart from this one. */
    SettingReader apart(Fields other, Settings.Builder target) {
        return new SettingReader(other, problems, target);
    }

    /** The keys of a node that must be a mapping. */
    @Nullable
    Fields mapping(Node node, String what) {
        return Fields.of(node, problems, what);
    }

    Fields fields() {
        return fields;
    }

    /** A name or an address; the brackets of an IPv6 literal are taken off. */
    void host(String key) {
        // YAML reads [::1] as a list
        boolean list = fields.node(key) instanceof Node.Sequence;
        List<String> items = list ? fields.texts(key) : List.of();
        if (list && items.size() == 1 && items.get(0).contains(":")) {
            put(Setting.HOST, key, items.get(0));
            return;
        }
        int before = problems.size();
        String text = fields.text(key);
        Matcher withPort = BRACKETS_AND_PORT.matcher(text == null ? "" : text.strip());
        if (withPort.matches()) {
            bracketsAndPort(key, withPort);
        } else if (text != null && text.strip().startsWith("[")) {
            put(Setting.HOST, key, withoutBrackets(text.strip()));
        } else if (problems.size() == before) {
            text(Setting.HOST, key);
        }
    }

    /** {@code [::1]:22}, as others write an IPv6 address with a port. */
    private void bracketsAndPort(String key, Matcher parts) {
        int port = Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65535 || fields.has("port")) {
            problems.add(
                    at(key),
                    fields.has("port")
                            ? "`" + key + "` holds a port, and `port` gives another"
                            : "`" + key + "` holds a port that cannot be: " + parts.group(2));
            return;
        }
        put(Setting.HOST, key, parts.group(1));
        put(Setting.PORT, key, port);
    }

    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    void text(Setting<String> setting, String key) {
        String text = fields.text(key);
        if (text != null && text.isBlank()) {
            problems.add(at(key), "`" + key + "` is empty");
        } else if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            problems.add(at(key), "`" + key + "` has an invisible character in it");
        } else {
            put(setting, key, text == null ? null : text.strip());
        }
    }

    void secret(Setting<SecretText> setting, String key) {
        String text = fields.text(key);
        if (text == null) {
            return;
        }
        var secret = new SecretText(text);
        String mistake = secret.mistake();
        if (mistake != null) {
            problems.add(at(key), "`" + key + "`: " + mistake);
        } else {
            put(setting, key, secret);
        }
    }

    void port(String key) {
        put(Setting.PORT, key, fields.integer(key, 1, 65535));
    }

    void limit(Setting<Duration> setting, String key) {
        put(setting, key, fields.duration(key, MOST));
    }

    void limitUnlessSet(Setting<Duration> setting, String key) {
        Duration limit = fields.duration(key, MOST);
        if (limit != null) {
            into.putIfAbsent(setting, limit, at(key));
        }
    }

    void prompt(String key, int flags) {
        Pattern prompt = fields.pattern(key, Pattern.UNIX_LINES | flags);
        if (prompt != null && prompt.matcher("").find()) {
            problems.add(at(key), "`" + key + "` matches everything, even an empty line; a prompt has an ending");
        } else {
            put(Setting.PROMPT, key, prompt);
        }
    }

    void refusals(String key) {
        List<Pattern> refusals = fields.texts(key).stream()
                .map(text -> Pattern.compile(Pattern.quote(text)))
                .toList();
        put(Setting.REFUSED_WHEN, key, refusals.isEmpty() ? null : refusals);
    }

    /** {@code "+aes128-cbc,aes256-cbc"} or the same as a list. */
    void algorithms(Setting<String> setting, String key) {
        String list = String.join(",", fields.texts(key)).replace(" ", "");
        if (list.isEmpty()) {
            return;
        }
        if (!list.matches("[-+^]?[\\w.@*?-]+(?:,[\\w.@*?-]+)*")) {
            problems.add(
                    at(key),
                    "`" + key
                            + "` needs algorithm names divided by commas, with +, - or ^ in front of the first at most,"
                            + " such as \"+aes128-cbc,aes256-cbc\"; found `" + list + "`");
        } else {
            put(setting, key, list);
        }
    }

    /** One transport or several to try in order; {@code names} says what other names mean here. */
    void transports(String key, java.util.Map<String, String> names) {
        List<String> given = fields.texts(key);
        List<String> meant =
                given.stream().map(name -> names.getOrDefault(name, name)).toList();
        for (String name : meant) {
            if (!TRANSPORTS.contains(name)) {
                problems.add(at(key), "unknown transport `" + name + "`" + Suggestion.among(TRANSPORTS, name));
                return;
            }
        }
        if (meant.stream().distinct().count() < meant.size()) {
            problems.add(at(key), "`" + key + "` names a transport twice");
            return;
        }
        put(Setting.TRANSPORT, key, meant.isEmpty() ? null : meant);
    }

    /** A boolean of YAML 1.1, where {@code no} and {@code off} are false. */
    @Nullable
    Boolean oldBoolean(String key) {
        Node node = fields.node(key);
        String text = node instanceof Scalar scalar ? scalar.text().toLowerCase(Locale.ROOT) : "";
        return switch (text) {
            case "true", "yes", "on", "y" -> true;
            case "false", "no", "off", "n" -> false;
            default -> null;
        };
    }

    @Nullable
    Boolean neededBoolean(String key) {
        Boolean value = oldBoolean(key);
        return value == null ? fields.bool(key) : value;
    }

    /** A key that is only accepted where it asks for what Muster does anyway. */
    void onlyAs(String key, String why, String... values) {
        Node node = fields.node(key);
        Boolean truth = oldBoolean(key);
        String text = node instanceof Scalar scalar ? scalar.text() : "a list or mapping";
        String plain = truth == null ? text : truth.toString();
        if (node != null && !List.of(values).contains(plain)) {
            fields.problem(key, "`" + key + "` " + why);
        }
    }

    <T> void put(Setting<T> setting, String key, @Nullable T value) {
        if (value != null) {
            into.put(setting, value, at(key));
        }
    }

    void problem(String key, String message) {
        problems.add(at(key), message);
    }

    /** Where a key's value stands. */
    private Mark at(String key) {
        Node node = fields.node(key);
        return node == null ? fields.mark() : node.mark();
    }
}
