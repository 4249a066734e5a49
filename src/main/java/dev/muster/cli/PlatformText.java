package dev.muster.cli;

import dev.muster.platform.Block;
import dev.muster.platform.Commit;
import dev.muster.platform.Configuration;
import dev.muster.platform.Copying;
import dev.muster.platform.Dialog;
import dev.muster.platform.Echoing;
import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.platform.Reloading;
import dev.muster.platform.Save;
import dev.muster.platform.Telnet;
import dev.muster.yaml.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A platform in full, for people: every key of its file that says something, in the order of docs/platforms.md. */
final class PlatformText {
    private static final int COLUMN = 16;
    private static final String LITERAL = "^\\s*\\Q";

    private final Platform platform;
    private final StringBuilder text = new StringBuilder();

    private PlatformText(Platform platform) {
        this.platform = platform;
    }

    static String of(Platform platform) {
        return new PlatformText(platform).whole();
    }

    private String whole() {
        line(platform.id(), platform.description());
        list("aliases", platform.aliases());
        line("default mode", platform.defaultMode());
        platform.modes().forEach(this::mode);
        login();
        line("enter key", escaped(platform.keyboard().enterKey()));
        if (platform.keyboard().echoing() != Echoing.TRUE) {
            line("echo", platform.keyboard().echoing().name().toLowerCase(Locale.ROOT));
        }
        lines("set-up", platform.setup());
        screen();
        dialogs("dialog", platform.dialogs());
        changes();
        copying(platform.copying());
        reloading();
        ApiText.lines(platform).forEach(each -> line(each.getKey(), each.getValue()));
        lines("logout", platform.leave());
        patterns("refusal", platform.refusals());
        patterns("session limit", platform.sessionLimit());
        patterns("secrets", platform.secrets());
        platform.detect().forEach(each -> line("detect", "`" + each.command() + "` shows " + each.match()));
        line("templates", platform.textfsm());
        return text.toString();
    }

    private void mode(Mode mode) {
        line("mode", mode.name() + (mode.login() ? ", a session may begin in it" : ""));
        line("  prompt", mode.prompt().toString());
        line("  but not", mode.prompt().excludes());
        if (mode.enter() != null) {
            line("  entered", "from " + String.join(", ", mode.entrances()) + " by `" + mode.enter() + "`");
        }
        quoted("  left by", mode.leave());
        line("  asks", mode.secretPrompt());
        quoted("  commit", mode.commit());
        quoted("  abort", mode.abort());
    }

    private void login() {
        dialogs("login dialog", platform.login().dialogs());
        if (!platform.login().usernameSuffix().isEmpty()) {
            line("user name ends", platform.login().usernameSuffix());
        }
        Telnet telnet = platform.login().telnet();
        if (!telnet.equals(Telnet.USUAL)) {
            line("telnet user", telnet.user());
            line("telnet password", telnet.password());
            line("telnet failed", telnet.failed());
        }
    }

    private void screen() {
        Platform.Pager pager = platform.pager();
        if (pager != null) {
            line("pager", pager.match() + " is answered with " + key(pager.answer()));
        }
        patterns("strip line", platform.screen().stripLines());
        if (platform.screen().collapseBlankLines()) {
            line("blank lines", "every second one is dropped");
        }
        if (platform.promptLines() > 1) {
            line("prompt lines", String.valueOf(platform.promptLines()));
        }
        if (platform.promptTruncation() > 0) {
            line("prompt cut", "at " + platform.promptTruncation() + " characters in configuration mode");
        }
    }

    private void copying(Copying copying) {
        line("copy", copying.method() == null ? null : "by " + copying.method());
        quoted("  needs", copying.needs());
        copying.checksums()
                .forEach((hash, command) -> line("  " + hash.name().toLowerCase(Locale.ROOT), "`" + command + "`"));
        Copying.Space space = copying.space();
        if (space != null) {
            line("  free space", "`" + space.command() + "` shows " + space.match());
        }
    }

    private void reloading() {
        Reloading reloading = platform.reloading();
        if (reloading == null) {
            return;
        }
        line("reload", "`" + reloading.command() + "`");
        Reloading.SaveQuestion saving = reloading.saving();
        if (saving != null) {
            line("  save?", saving.match() + " is answered with " + key(saving.yes()) + " or " + key(saving.no()));
        }
        dialogs("  dialog", reloading.dialogs());
        Reloading.Uptime uptime = reloading.uptime();
        if (uptime != null) {
            line("  uptime", "`" + uptime.command() + "` shows " + uptime.match());
        }
    }

    private void changes() {
        Configuration configuration = platform.configuration();
        if (configuration != null) {
            line("configure", "in mode " + configuration.mode());
            quoted("  exclusive", configuration.exclusive());
            quoted("  private", configuration.privately());
            line("  session", configuration.session() == null ? null : "in mode " + configuration.session());
            configuration.multiline().forEach(this::block);
        }
        if (platform.commit() != null) {
            commit(platform.commit());
        }
        if (platform.saving() != null) {
            save(platform.saving());
        }
        if (platform.contexts() != null) {
            line("context", "entered by `" + platform.contexts().enter() + "`");
            quoted("  left by", platform.contexts().leave());
        }
    }

    private void block(Block block) {
        line("  block", block.opens() + (block.until() == null ? "" : " until " + block.until()));
    }

    private void commit(Commit commit) {
        line("commit", "`" + commit.command() + "`");
        line("  when", commit.when());
        quoted("  comment", commit.comment());
        quoted("  label", commit.label());
        quoted("  check", commit.check());
        quoted("  confirmed", commit.confirmed());
        quoted("  confirm", commit.confirm());
        patterns("  ok", commit.ok());
        patterns("  failed", commit.failed());
        quoted("  why", commit.why());
        lines("  abort", commit.abort());
    }

    private void save(Save save) {
        lines("save", save.commands());
        line("  in mode", save.mode());
        dialogs("  dialog", save.dialogs());
        if (save.limit() != null) {
            line("  limit", Durations.text(save.limit()));
        }
    }

    private void dialogs(String name, List<Dialog> dialogs) {
        for (Dialog dialog : dialogs) {
            var words = new ArrayList<String>();
            words.add(dialog.match() + " is answered with " + key(dialog.answer()));
            if (!dialog.newline()) {
                words.add("without Enter");
            }
            if (dialog.onlyFor() != null) {
                words.add("only after `" + dialog.onlyFor() + "`");
            }
            if (dialog.then() != null) {
                words.add("then `" + dialog.then() + "`");
            }
            line(name, String.join(", ", words));
        }
    }

    private void patterns(String name, List<Pattern> patterns) {
        patterns.forEach(pattern -> line(name, plain(pattern.pattern())));
    }

    /** A text at the start of a line looks as its author wrote it. */
    private static String plain(String pattern) {
        boolean text = pattern.startsWith(LITERAL) && pattern.endsWith("\\E");
        return text ? "`" + pattern.substring(LITERAL.length(), pattern.length() - 2) + "`" : pattern;
    }

    private void lines(String name, List<String> values) {
        values.forEach(value -> line(name, "`" + value + "`"));
    }

    private void list(String name, List<String> values) {
        line(name, values.isEmpty() ? null : String.join(", ", values));
    }

    private void quoted(String name, @Nullable String value) {
        line(name, value == null ? null : "`" + value + "`");
    }

    private void line(String name, @Nullable Object value) {
        if (value != null) {
            text.append(name)
                    .append(" ".repeat(Math.max(1, COLUMN - name.length())))
                    .append(value)
                    .append('\n');
        }
    }

    /** What is pressed, so that a space or Enter can be seen. */
    private static String key(String answer) {
        return answer.isEmpty()
                ? "Enter"
                : answer.isBlank() || answer.charAt(0) < ' ' ? escaped(answer) : "`" + answer + "`";
    }

    private static String escaped(String key) {
        return "\"" + key.replace("\r", "\\r").replace("\n", "\\n").replace("\u0003", "\\x03") + "\"";
    }
}
