package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An OpenSSH client configuration: the first line that says something of a host holds. */
final class SshConfig {
    private static final Pattern JUMP =
            Pattern.compile("(?:ssh://)?(?:([^@\\s]+)@)?(\\[[^\\]]+]|[^:\\s]+)(?::(\\d{1,5}))?");
    private static final Pattern FORWARDING =
            Pattern.compile("(?:\\S*/)?ssh\\s(?:.*\\s)?-W\\s*\\[?%h]?:%p\\s+(?:-q\\s+)?([^\\s-]\\S*)\\s*");
    private static final int MOST_HOPS = 8;

    private final List<SshConfigFile.Line> lines;
    private final Problems problems;
    private final List<Problem> warnings;

    private SshConfig(List<SshConfigFile.Line> lines, Problems problems, List<Problem> warnings) {
        this.lines = lines;
        this.problems = problems;
        this.warnings = warnings;
    }

    /** Its hosts: the names of {@code Host} lines that are no patterns. */
    static Inventory inventory(Path file, String text, Problems problems) {
        var warnings = new ArrayList<Problem>();
        var config = new SshConfig(new SshConfigFile(problems, warnings).read(file, text), problems, warnings);
        var list = new ForeignHosts(problems);
        var names = new LinkedHashMap<String, Mark>();
        for (SshConfigFile.Line line : config.lines) {
            if (line.keyword().equals("host")) {
                line.words().stream().filter(SshPattern::isName).forEach(name -> names.putIfAbsent(name, line.mark()));
            }
        }
        names.forEach((name, mark) -> list.add(name, mark, List.of(), Map.of(), config.settings(name, mark, 0)));
        return new Inventory(list.devices(), java.util.Set.of(), null, new ArrayList<>(new LinkedHashSet<>(warnings)));
    }

    /** What holds for one host, by the name that a user would type. */
    private Map<String, List<SshConfigFile.Line>> of(String name) {
        var found = new LinkedHashMap<String, List<SshConfigFile.Line>>();
        for (SshConfigFile.Line line : lines) {
            boolean condition = line.keyword().equals("host") || line.keyword().equals("match");
            boolean many = line.keyword().equals("identityfile");
            boolean holds = !condition
                    && (many || !found.containsKey(line.keyword()))
                    && line.conditions().stream().allMatch(each -> holds(each, name, found));
            if (holds) {
                found.computeIfAbsent(line.keyword(), unknown -> new ArrayList<>())
                        .add(line);
            }
        }
        return found;
    }

    private boolean holds(SshConfigFile.Line condition, String name, Map<String, List<SshConfigFile.Line>> soFar) {
        if (condition.keyword().equals("host")) {
            return SshPattern.anyMatches(condition.words(), name);
        }
        List<String> words = condition.words();
        boolean all = true;
        for (int i = 0; i < words.size(); i++) {
            boolean not = words.get(i).startsWith("!");
            String criterion = words.get(i).toLowerCase(Locale.ROOT).substring(not ? 1 : 0);
            boolean met = switch (criterion) {
                case "all" -> true;
                case "host" -> any(words, ++i, hostName(name, soFar));
                case "originalhost" -> any(words, ++i, name);
                case "user" -> any(words, ++i, value(soFar, "user", System.getProperty("user.name", "")));
                case "localuser" -> any(words, ++i, System.getProperty("user.name", ""));
                case "final", "canonical" -> false; // there is no second pass
                default -> {
                    warnings.add(new Problem(
                            condition.mark(), "`Match " + criterion + "` is not evaluated: its lines are left out"));
                    i = words.size();
                    yield not; // neither way its lines are taken
                }
            };
            all &= met != not;
        }
        return all;
    }

    private static boolean any(List<String> words, int at, String text) {
        return at < words.size() && SshPattern.anyMatches(List.of(words.get(at).split(",")), text);
    }

    private static String value(Map<String, List<SshConfigFile.Line>> found, String keyword, String otherwise) {
        List<SshConfigFile.Line> lines = found.get(keyword);
        return lines == null ? otherwise : lines.getFirst().words().getFirst();
    }

    private static String hostName(String name, Map<String, List<SshConfigFile.Line>> found) {
        return value(found, "hostname", name).replace("%h", name).replace("%%", "%");
    }

    private Settings settings(String name, Mark mark, int hops) {
        Map<String, List<SshConfigFile.Line>> found = of(name);
        Settings.Builder settings = Settings.builder();
        var entries = new ArrayList<Entry>();
        found.forEach((keyword, lines) -> {
            SshConfigFile.Line line = lines.getFirst();
            entries.add(new Entry(
                    line.mark(), keyword, new Scalar(line.mark(), Type.TEXT, String.join(" ", line.words()))));
        });
        var reader = new SettingReader(new Fields(new Mapping(mark, entries), problems), problems, settings);
        settings.put(Setting.HOST, hostName(name, found), at(found, "hostname", mark));
        reader.port("port");
        reader.secret(Setting.USERNAME, "user");
        for (Entry entry : entries) {
            SshOption.apply(reader, entry.key(), entry.key(), ((Scalar) entry.value()).text());
        }
        keys(name, found, settings);
        agent(found, settings);
        jump(found, settings, hops);
        return settings.build();
    }

    private static Mark at(Map<String, List<SshConfigFile.Line>> found, String keyword, Mark otherwise) {
        List<SshConfigFile.Line> lines = found.get(keyword);
        return lines == null ? otherwise : lines.getFirst().mark();
    }

    /** A key that is not there is passed over, as by OpenSSH. */
    private void keys(String name, Map<String, List<SshConfigFile.Line>> found, Settings.Builder settings) {
        var keys = new ArrayList<SecretText>();
        String host = hostName(name, found);
        for (SshConfigFile.Line line : found.getOrDefault("identityfile", List.of())) {
            String path = line.words()
                    .getFirst()
                    .replace("%d", System.getProperty("user.home", ""))
                    .replace("%h", host)
                    .replace("%n", name)
                    .replace("%r", value(found, "user", ""));
            Path file = line.mark().path(path);
            if (Files.exists(file)) {
                keys.add(new SecretText(file.toAbsolutePath().toString()));
            }
        }
        if (!keys.isEmpty()) {
            settings.put(Setting.PRIVATE_KEY, List.copyOf(keys), at(found, "identityfile", Mark.of("")));
        }
    }

    private static void agent(Map<String, List<SshConfigFile.Line>> found, Settings.Builder settings) {
        String agent = value(found, "identityagent", "none");
        if (!agent.equalsIgnoreCase("none")) {
            settings.put(
                    Setting.AGENT,
                    agent.equals("SSH_AUTH_SOCK") ? "true" : agent,
                    at(found, "identityagent", Mark.of("")));
        }
    }

    private void jump(Map<String, List<SshConfigFile.Line>> found, Settings.Builder settings, int hops) {
        String jump = value(found, "proxyjump", "");
        Mark mark = at(found, "proxyjump", at(found, "proxycommand", Mark.of("")));
        String command = found.containsKey("proxycommand")
                ? String.join(" ", found.get("proxycommand").getFirst().words())
                : "none";
        if (jump.isEmpty() && !command.equalsIgnoreCase("none")) {
            Matcher forwarding = FORWARDING.matcher(command);
            if (!forwarding.matches()) {
                problems.add(mark, "a ProxyCommand other than `ssh -W %h:%p HOST` is not supported; use ProxyJump");
                return;
            }
            jump = forwarding.group(1);
        }
        if (jump.isEmpty() || jump.equalsIgnoreCase("none")) {
            return;
        }
        var way = new ArrayList<Via>();
        for (String one : jump.split("[, ]+")) {
            Via hop = hop(one, mark, hops);
            if (hop == null) {
                return;
            }
            way.add(hop);
        }
        settings.put(Setting.VIA, List.copyOf(way), mark);
    }

    /** A jump host is looked up in the same configuration. */
    private @Nullable Via hop(String text, Mark mark, int hops) {
        Matcher parts = JUMP.matcher(text);
        int port = parts.matches() && parts.group(3) != null ? Integer.parseInt(parts.group(3)) : 0;
        if (!parts.matches() || port > 65_535 || hops >= MOST_HOPS) {
            problems.add(
                    mark,
                    hops >= MOST_HOPS
                            ? "jump hosts stand behind each other more than " + MOST_HOPS + " deep"
                            : "a jump host is [user@]host[:port], found `" + text + "`");
            return null;
        }
        String host = SettingReader.withoutBrackets(parts.group(2));
        Settings.Builder typed = Settings.builder();
        if (parts.group(1) != null) {
            typed.put(Setting.USERNAME, new SecretText(parts.group(1)), mark);
        }
        if (port > 0) {
            typed.put(Setting.PORT, port, mark);
        }
        return new Via(host, mark, typed.build().over(settings(host, mark, hops + 1)));
    }

    /** Whether the first lines are those of such a file. */
    static boolean is(List<String> lines) {
        Pattern first = Pattern.compile("(?i)(?:(?:host|match|include)\\s*=?\\s*[^\\s:].*|[A-Z]\\w+[ \\t]+[^:=]+)");
        return !lines.isEmpty()
                && first.matcher(lines.getFirst().strip()).matches()
                && lines.stream().anyMatch(line -> line.strip().matches("(?i)(?:host|match)[ \\t=]+[^\\s:{\\[].*"));
    }
}
