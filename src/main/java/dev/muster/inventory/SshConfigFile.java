package dev.muster.inventory;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the lines of an OpenSSH client configuration, those of included files in their place. */
final class SshConfigFile {
    /** ssh_config(5), OpenSSH 9.9. */
    static final Set<String> KEYWORDS =
            new TreeSet<>(Arrays.asList(("addkeystoagent addressfamily batchmode bindaddress"
                            + " bindinterface canonicaldomains canonicalizefallbacklocal canonicalizehostname canonicalizemaxdots"
                            + " canonicalizepermittedcnames casignaturealgorithms certificatefile channeltimeout checkhostip ciphers"
                            + " clearallforwardings compression connectionattempts connecttimeout controlmaster controlpath"
                            + " controlpersist dynamicforward enableescapecommandline enablesshkeysign escapechar exitonforwardfailure"
                            + " fingerprinthash forkafterauthentication forwardagent forwardx11 forwardx11timeout forwardx11trusted"
                            + " gatewayports globalknownhostsfile gssapiauthentication gssapidelegatecredentials hashknownhosts host"
                            + " hostbasedacceptedalgorithms hostbasedauthentication hostbasedkeytypes hostkeyalgorithms hostkeyalias"
                            + " hostname identitiesonly identityagent identityfile ignoreunknown include ipqos"
                            + " kbdinteractiveauthentication challengeresponseauthentication kbdinteractivedevices kexalgorithms"
                            + " knownhostscommand localcommand localforward loglevel logverbose macs match nohostauthenticationforlocalhost"
                            + " numberofpasswordprompts obscurekeystroketiming passwordauthentication permitlocalcommand permitremoteopen"
                            + " pkcs11provider port preferredauthentications proxycommand proxyjump proxyusefdpass pubkeyacceptedalgorithms"
                            + " pubkeyacceptedkeytypes pubkeyauthentication refuseconnection rekeylimit remotecommand remoteforward"
                            + " requesttty requiredrsasize revokedhostkeys securitykeyprovider sendenv serveralivecountmax"
                            + " serveraliveinterval sessiontype setenv stdinnull streamlocalbindmask streamlocalbindunlink"
                            + " stricthostkeychecking syslogfacility tcpkeepalive tag tunnel tunneldevice updatehostkeys usekeychain user"
                            + " userknownhostsfile verifyhostkeydns visualhostkey xauthlocation")
                    .split(" ")));

    private static final Pattern LINE = Pattern.compile("\\s*(\\w+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final int DEEPEST = 16;

    private final Problems problems;
    private final List<Problem> warnings;
    private final Set<String> ignored = new TreeSet<>();

    /**
     * A line; those under a {@code Host} or {@code Match} hold where all their conditions do.
     *
     * @param keyword in lower case
     * @param conditions the {@code host} and {@code match} lines that it stands under
     */
    record Line(Mark mark, String keyword, List<String> words, List<Line> conditions) {}

    SshConfigFile(Problems problems, List<Problem> warnings) {
        this.problems = problems;
        this.warnings = warnings;
    }

    List<Line> read(Path file, String text) {
        var lines = new ArrayList<Line>();
        read(file, text, List.of(), lines, 0);
        return lines;
    }

    private void read(Path file, String text, List<Line> around, List<Line> into, int depth) {
        String[] lines = text.split("\\R", -1);
        List<Line> conditions = around;
        for (int i = 0; i < lines.length; i++) {
            String plain = lines[i].strip();
            if (plain.isEmpty() || plain.startsWith("#")) {
                continue;
            }
            var mark = new Mark(file.toString(), i + 1, lines[i].indexOf(plain) + 1);
            Matcher parts = LINE.matcher(plain);
            List<String> words = parts.matches() ? words(parts.group(2)) : List.of();
            if (!parts.matches() || words.isEmpty()) {
                problems.add(mark, "a line is a keyword and its value, found `" + plain + "`");
                continue;
            }
            var line = new Line(mark, parts.group(1).toLowerCase(Locale.ROOT), words, conditions);
            switch (line.keyword()) {
                case "host", "match" -> {
                    into.add(line);
                    conditions = with(around, line);
                }
                case "include" -> include(line, into, depth);
                default -> setting(line, into);
            }
        }
    }

    private static List<Line> with(List<Line> around, Line line) {
        var all = new ArrayList<>(around);
        all.add(line);
        return List.copyOf(all);
    }

    private void setting(Line line, List<Line> into) {
        if (line.keyword().equals("ignoreunknown")) {
            line.words()
                    .forEach(words -> ignored.addAll(
                            List.of(words.toLowerCase(Locale.ROOT).split(","))));
        }
        boolean skipped = ignored.stream().anyMatch(pattern -> SshPattern.matches(pattern, line.keyword()));
        if (!KEYWORDS.contains(line.keyword()) && !skipped) {
            problems.add(
                    line.mark(),
                    "unknown keyword `" + line.keyword() + "`" + Suggestion.among(KEYWORDS, line.keyword()));
        }
        into.add(line);
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String found = word.group(1) != null ? word.group(1) : word.group(2);
            if (word.group(1) == null && found.startsWith("#")) {
                break;
            }
            words.add(found);
        }
        return words;
    }

    private void include(Line line, List<Line> into, int depth) {
        if (depth >= DEEPEST) {
            problems.add(line.mark(), "files include each other more than " + DEEPEST + " levels deep");
            return;
        }
        for (String pattern : line.words()) {
            for (Path path : globbed(line.mark().path(pattern))) {
                try {
                    read(path, Files.readString(path, StandardCharsets.UTF_8), line.conditions(), into, depth + 1);
                } catch (IOException e) {
                    warnings.add(new Problem(line.mark(), "`" + path + "` cannot be read and is left out"));
                }
            }
        }
    }

    /** Files by a pattern in the last part of their path; none is no mistake, as for OpenSSH. */
    private static List<Path> globbed(Path pattern) {
        Path parent = pattern.getParent();
        Path name = pattern.getFileName();
        if (parent == null || name == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> matcher.matches(path.getFileName()))
                    .filter(path -> !path.getFileName().toString().startsWith(".")
                            || name.toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
