package dev.muster.cli;

import dev.muster.secret.Keystore;
import dev.muster.secret.SecretText.Missing;
import dev.muster.yaml.Suggestion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster secret}: the keystore that {@code ${secret:NAME}} leads to. */
@Command(
        name = "secret",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "set|list|remove",
        description = "Keeps secrets for $${secret:NAME} in job and inventory files.",
        footer = {
            "",
            "The keystore is a PKCS#12 file, ~/.config/muster/secrets.p12 or what MUSTER_KEYSTORE names. Its",
            "password (8 characters or more) is asked for, or comes from MUSTER_KEYSTORE_PASSWORD_FILE or",
            "MUSTER_KEYSTORE_PASSWORD. Without a terminal the secret is the first line of standard input; it",
            "is never an argument, which other users could see.",
            "",
            "Examples:",
            "  muster secret set enable",
            "  pass show net/enable | muster secret set enable",
            "  muster secret list"
        })
final class SecretCommand {
    private static final int MOST_CHARACTERS = 64 << 10;

    @ParentCommand
    private MusterCommand muster;

    @Command(name = "set", mixinStandardHelpOptions = true, description = "Sets or replaces a secret.")
    int set(@Parameters(paramLabel = "NAME") String name) throws WrongInput, IOException {
        String mistake = Keystore.mistake(name);
        if (mistake != null) {
            throw new WrongInput(mistake);
        }
        boolean isNew = !Files.exists(file());
        Keystore keystore = open();
        char[] value = value(name);
        boolean replaced = keystore.names().contains(name.toLowerCase(Locale.ROOT));
        try {
            keystore.set(name, value);
        } catch (Missing e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(value, '\0');
        }
        save(keystore);
        muster.console(false, false)
                .say((isNew ? "made " + file() + "; " : "") + (replaced ? "replaced" : "set") + " ${secret:" + name
                        + "}");
        return ExitCode.OK;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the names, never the values.")
    int list() throws WrongInput, IOException {
        if (!Files.exists(file())) {
            muster.console(false, false).say("no keystore " + file() + "; `muster secret set NAME` makes it");
            return ExitCode.OK;
        }
        var names = new StringBuilder();
        open().names().forEach(name -> names.append(name).append('\n'));
        muster.console(false, false).out(names.toString());
        return ExitCode.OK;
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a secret.")
    int remove(@Parameters(paramLabel = "NAME") String name) throws WrongInput, IOException {
        Keystore keystore = open();
        if (!keystore.remove(name)) {
            throw new WrongInput("no secret `" + Visible.line(name) + "`" + Suggestion.among(keystore.names(), name));
        }
        save(keystore);
        muster.console(false, false).say("removed " + name);
        return ExitCode.OK;
    }

    private Path file() {
        return Keystore.file(muster.environment());
    }

    private Keystore open() throws WrongInput {
        try {
            boolean isNew = !Files.exists(file());
            var asked = new KeystorePassword(muster.environment());
            char[] password = isNew ? fresh(asked) : asked.ask();
            return Keystore.open(file(), password);
        } catch (Missing e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    /** The password of a keystore that is made now: nobody could open it again after a slip. */
    private static char[] fresh(KeystorePassword asked) throws WrongInput, Missing {
        char[] password = asked.ask("New password of the keystore, 8 characters or more: ");
        if (password.length < 8) {
            throw new WrongInput("the keystore's password needs 8 characters: it protects all the others");
        }
        if (!Arrays.equals(password, asked.ask("The same again: "))) {
            throw new WrongInput("the two are not the same; no keystore was made");
        }
        return password;
    }

    private void save(Keystore keystore) throws WrongInput {
        try {
            keystore.save();
        } catch (IOException e) {
            throw new WrongInput("not kept: " + e.getMessage());
        }
    }

    private char[] value(String name) throws WrongInput, IOException {
        char @Nullable [] typed = HiddenQuestion.ask(name + ": ", muster.environment());
        if (typed == null) {
            return piped();
        }
        char @Nullable [] again = HiddenQuestion.ask(name + " again: ", muster.environment());
        if (again == null || !Arrays.equals(typed, again)) {
            throw new WrongInput("the two are not the same; nothing was changed");
        }
        return typed;
    }

    /** The first line of standard input. */
    private static char[] piped() throws WrongInput, IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1024);
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() == MOST_CHARACTERS) {
                throw new WrongInput("the secret on standard input is longer than 64 KiB");
            }
            line.append((char) next);
        }
        String value = line.toString().stripTrailing();
        if (value.isEmpty()) {
            throw new WrongInput("no secret on standard input");
        }
        return value.toCharArray();
    }
}
