package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Durations;
import dev.muster.yaml.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Devices in Muster's own form, as plain values for a writer. What is secret is not among them: a literal becomes a
 * reference to a variable of the environment, each another for another value.
 */
public final class OwnFormText {
    private static final String STEM = "MUSTER_";

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();

    /** A document with {@code groups} and {@code devices}; every device stands for itself. */
    public Map<String, @Nullable Object> document(List<Device> devices) {
        var groups = new TreeMap<String, @Nullable Object>();
        devices.forEach(device -> device.groups().forEach(name -> groups.put(name, Map.of())));
        var document = new LinkedHashMap<String, @Nullable Object>();
        if (!groups.isEmpty()) {
            document.put("groups", groups);
        }
        document.put("devices", devices.stream().map(this::device).toList());
        return document;
    }

    /** The variables of the environment that must be set, each with the place of what it stands for. */
    public Map<String, String> variables() {
        return places;
    }

    /** Settings that could not be written down, with their places. */
    public List<String> leftOut() {
        return List.copyOf(new TreeSet<>(left));
    }

    /** The device as Muster's own form has it. */
    public Map<String, @Nullable Object> device(Device device) {
        var keys = new LinkedHashMap<String, @Nullable Object>();
        keys.put("name", device.name());
        settings(device.settings(), keys);
        if (!device.groups().isEmpty()) {
            keys.put("groups", device.groups());
        }
        if (!device.data().isEmpty()) {
            keys.put("data", device.data());
        }
        return keys;
    }

    private void settings(Settings settings, Map<String, @Nullable Object> into) {
        for (Setting<?> setting : Setting.all()) {
            Sourced<?> value = settings.get(setting);
            Object plain = value == null ? null : plain(setting, value.value(), value.mark());
            if (plain == null) {
                continue;
            }
            int dot = setting.name().indexOf('.');
            if (dot < 0) {
                into.put(setting.name(), plain);
            } else {
                @SuppressWarnings("unchecked") // only this method makes them
                var part = (Map<String, @Nullable Object>) into.computeIfAbsent(
                        setting.name().substring(0, dot), unknown -> new LinkedHashMap<String, @Nullable Object>());
                part.put(setting.name().substring(dot + 1), plain);
            }
        }
    }

    private @Nullable Object plain(Setting<?> setting, Object value, Mark mark) {
        if (setting.equals(Setting.REFUSED_WHEN)) {
            left.add(mark.fileAndLine() + ": texts of a refusal belong to a platform");
            return null;
        }
        if (setting.equals(Setting.KNOWN_HOSTS)) {
            return full(mark, String.valueOf(value));
        }
        if (setting.equals(Setting.AGENT)) {
            return value.equals("true") || value.equals("false")
                    ? Boolean.valueOf(value.toString())
                    : full(mark, value.toString());
        }
        if (value instanceof SecretText secret) {
            return secret(setting, secret, mark);
        }
        if (setting.equals(Setting.PRIVATE_KEY) && value instanceof List<?> keys) {
            return keys.stream().map(key -> key((SecretText) key, mark)).toList();
        }
        return structured(value, mark);
    }

    private Object structured(Object value, Mark mark) {
        if (value instanceof List<?> list) {
            return list.stream().map(item -> structured(item, mark)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var answers = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((question, answer) ->
                    answers.put(String.valueOf(question), secret(Setting.ANSWERS, (SecretText) answer, mark)));
            return answers;
        }
        if (value instanceof Via via) {
            return via.own() == null ? via.name() : hop(via, via.own());
        }
        if (value instanceof Settings settings) {
            var keys = new LinkedHashMap<String, @Nullable Object>();
            settings(settings, keys);
            return keys;
        }
        return switch (value) {
            case Duration duration -> Durations.text(duration);
            case Pattern pattern -> inline(pattern);
            case HostKeyRule rule -> rule.label();
            case Setting.SpeakFirst who -> who.name().toLowerCase(java.util.Locale.ROOT);
            default -> value;
        };
    }

    /** A pattern's flags other than the usual ones, in front of it. */
    private static String inline(Pattern pattern) {
        String flags = ((pattern.flags() & Pattern.CASE_INSENSITIVE) != 0 ? "i" : "")
                + ((pattern.flags() & Pattern.MULTILINE) != 0 ? "m" : "");
        return flags.isEmpty() ? pattern.pattern() : "(?" + flags + ")" + pattern.pattern();
    }

    private Map<String, @Nullable Object> hop(Via via, Settings own) {
        var keys = new LinkedHashMap<String, @Nullable Object>();
        keys.put("name", via.name());
        settings(own, keys);
        keys.keySet().removeAll(List.of("platform", "transport"));
        return keys;
    }

    private String key(SecretText key, Mark mark) {
        if (Shown.isKey(key)) {
            return secret(Setting.PRIVATE_KEY, key, mark);
        }
        return key.isLiteral() ? full(mark, key.written()) : relocated(key.written(), mark);
    }

    private static String full(Mark mark, String path) {
        return path.startsWith("~") ? path : mark.path(path).toAbsolutePath().toString();
    }

    /** A user name is none that must be hidden; a reference leads to the same wherever it stands. */
    private String secret(Setting<?> setting, SecretText secret, Mark mark) {
        boolean open = setting.equals(Setting.USERNAME)
                || (setting.equals(Setting.PROXY) && !secret.written().contains("@"));
        if (!secret.isLocked() && (open || !secret.isLiteral())) {
            return hasLiteralPart(secret) && !open
                    ? variable(setting, secret, mark)
                    : relocated(secret.written(), mark);
        }
        return variable(setting, secret, mark);
    }

    private static boolean hasLiteralPart(SecretText secret) {
        return secret.display().contains("********");
    }

    private String variable(Setting<?> setting, SecretText secret, Mark mark) {
        String of = setting.name().toUpperCase(java.util.Locale.ROOT).replace('.', '_');
        String key = of + "\n" + (secret.isLocked() ? mark.toString() : secret.written());
        String name = variables.get(key);
        if (name == null) {
            long others = variables.keySet().stream()
                    .filter(each -> each.startsWith(of + "\n"))
                    .count();
            name = STEM + of + (others == 0 ? "" : "_" + (others + 1));
            variables.put(key, name);
            places.put(name, mark.fileAndLine());
        }
        return "${env:" + name + "}";
    }

    /** Files that a reference names are found from anywhere. */
    private static String relocated(String written, Mark mark) {
        Pattern file = Pattern.compile("\\$\\{file:([^}]*)}");
        return file.matcher(written).replaceAll(reference -> {
            Path path =
                    mark.folder().resolve(reference.group(1)).toAbsolutePath().normalize();
            return java.util.regex.Matcher.quoteReplacement("${file:" + path + "}");
        });
    }
}
