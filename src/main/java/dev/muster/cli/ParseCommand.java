package dev.muster.cli;

import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.textfsm.CommandTemplate;
import dev.muster.textfsm.IndexException;
import dev.muster.textfsm.Limits;
import dev.muster.textfsm.ParseException;
import dev.muster.textfsm.Table;
import dev.muster.textfsm.Template;
import dev.muster.textfsm.TemplateException;
import dev.muster.textfsm.TemplateLibrary;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster parse}: TextFSM by hand. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        description = "Turns the output of a command into rows by a TextFSM template.",
        footer = {
            "",
            "Examples:",
            "  muster parse --platform cisco_ios --command 'sh ip int br' output.txt",
            "  muster parse --template my.textfsm --format csv < output.txt",
            "",
            "Exit status: 0 parsed, also without a row; 1 the text cannot be parsed or there is no template for it;",
            "2 the command line, the template or the index is wrong."
        })
final class ParseCommand implements Callable<Integer> {
    @ParentCommand
    private MusterCommand muster;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The output; standard input when there is none.")
    private @Nullable Path file;

    @Option(names = "--template", paramLabel = "T", description = "A template, or several to be merged: a:b.")
    private @Nullable String template;

    @Option(names = "--platform", paramLabel = "P", description = "A platform of the template index, or Muster's name.")
    private @Nullable String platform;

    @Option(names = "--command", paramLabel = "C", description = "The command that gave the output.")
    private @Nullable String command;

    @Option(names = "--templates", paramLabel = "DIR", description = "Templates that come before all others.")
    private List<Path> templates = new ArrayList<>();

    @Option(names = "--format", paramLabel = "json|csv|table", description = "How rows are shown (default json).")
    private String format = "json";

    @Override
    public Integer call() throws WrongInput, IOException {
        Console console = muster.console(false, false);
        TableWriter writer = TableWriter.named(format);
        CommandTemplate chosen = template();
        if (chosen == null) {
            console.say("muster: no template for `" + Visible.line(String.valueOf(command)) + "` of platform "
                    + Visible.line(String.valueOf(platform))
                    + "; --templates DIR, MUSTER_TEMPLATES or NTC_TEMPLATES_DIR"
                    + " name collections");
            return ExitCode.NOT_OK;
        }
        try (Reader text = text()) {
            Table table = chosen.parse(text, Limits.DEFAULT);
            writer.write(table, console);
            return ExitCode.OK;
        } catch (ParseException e) {
            console.say(Visible.line("muster: " + chosen.name() + ": " + e.getMessage()));
            return ExitCode.NOT_OK;
        } catch (TemplateException e) {
            throw new WrongInput(chosen.name() + ": " + e.getMessage());
        }
    }

    private Reader text() throws WrongInput {
        try {
            InputStream in = file == null ? System.in : Files.newInputStream(file);
            return new InputStreamReader(new BufferedInputStream(in, 1 << 16), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WrongInput(file + ": " + FileTrouble.why(e));
        }
    }

    private @Nullable CommandTemplate template() throws WrongInput, IOException {
        if (template != null) {
            if (platform != null || command != null) {
                throw new WrongInput("--template says all; --platform and --command go without it");
            }
            return byFile(template);
        }
        if (platform == null || command == null) {
            throw new WrongInput("name --template T, or --platform P and --command C");
        }
        TemplateLibrary library = TemplateFolders.library(templates, muster.environment());
        try {
            return library.find(indexName(library, platform), command.strip().replaceAll("\\s+", " "))
                    .orElse(null);
        } catch (TemplateException | IndexException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    /** A name that an index has is meant as it is; else Muster's own names lead to the index's. */
    private static String indexName(TemplateLibrary library, String name) throws IOException {
        if (library.names(name)) {
            return name;
        }
        Platform known = new PlatformCatalog().find(name);
        return known == null || known.textfsm().isEmpty() ? name : known.textfsm();
    }

    private static CommandTemplate byFile(String names) throws WrongInput {
        var compiled = new ArrayList<Template>();
        for (String name : Files.exists(UserPath.of(names)) ? List.of(names) : List.of(names.split(":"))) {
            try {
                compiled.add(
                        Template.compile(new String(Files.readAllBytes(UserPath.of(name)), StandardCharsets.UTF_8)));
            } catch (TemplateException e) {
                throw new WrongInput(name + (e.line() == 0 ? "" : ":" + e.line()) + ": " + e.reason());
            } catch (IOException e) {
                throw new WrongInput(name + ": " + FileTrouble.why(e));
            }
        }
        return new CommandTemplate(names, "", compiled);
    }
}
