package dev.muster.cli;

import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.job.RunOptions;
import dev.muster.plan.Overrides;
import dev.muster.plan.Planner;
import dev.muster.plan.Prepared;
import dev.muster.platform.PlatformCatalog;
import dev.muster.secret.Secret;
import dev.muster.textfsm.TemplateLibrary;
import dev.muster.transport.HostKeyMode;
import dev.muster.yaml.Problems;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which job, on which devices, with which settings from the command line; shared by {@code run} and {@code plan}. */
final class JobOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "JOB | CMD",
            description = "A job file; with --devices: show commands to run.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--devices", paramLabel = "FILE", description = "Ad hoc: run CMD... on the devices of this file.")
    private @Nullable Path devices;

    @Option(names = "--commands", paramLabel = "FILE", description = "Ad hoc: commands from a file, one a line.")
    private @Nullable Path commands;

    @Option(names = "--inventory", paramLabel = "FILE", description = "In place of the job's inventory.")
    private @Nullable Path inventory;

    @Option(names = "--select", paramLabel = "EXPR", description = "Only devices for which this is true.")
    private @Nullable String select;

    @Option(names = "--limit", split = ",", paramLabel = "NAME", description = "Only these of the selected devices.")
    private List<String> limit = new ArrayList<>();

    @Option(names = "--max-workers", paramLabel = "N", description = "How many devices at once (default 50).")
    private @Nullable Integer maxWorkers;

    @Option(names = "--order", paramLabel = "completed|inventory", description = "The order of rows in reports.")
    private @Nullable String order;

    @Option(names = "--on-error", paramLabel = "continue|stop", description = "What a failed device means for others.")
    private @Nullable String onError;

    @Option(
            names = "--report",
            split = ",",
            paramLabel = "NAME",
            description = "Reports: csv, json, html, jsonl, files, sessions, junit, md.")
    private List<String> reports = new ArrayList<>();

    @Option(names = "--templates", paramLabel = "DIR", description = "TextFSM templates that come before all others.")
    private List<Path> templates = new ArrayList<>();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets vars.KEY.")
    private Map<String, String> vars = new LinkedHashMap<>();

    @Option(names = "--username", paramLabel = "NAME", description = "In place of the user names of the inventory.")
    private @Nullable String username;

    @Option(names = "--ask-pass", description = "Ask for the password.")
    private boolean askPass;

    @Option(
            names = "--host-key",
            paramLabel = "strict|accept-new|off",
            description = "What to do with SSH host keys (default strict).")
    private @Nullable String hostKey;

    @Mixin
    private VaultOptions vault = new VaultOptions();

    private Path from = Path.of("");

    /** Relative job files start from another folder than this process's. */
    void startFrom(Path folder) {
        from = folder;
    }

    /** The files that the job is read from, its inventories apart. */
    List<Path> sources() throws WrongInput {
        var sources = new ArrayList<Path>(platformFiles());
        if (commands != null) {
            sources.add(commands);
        }
        if (devices == null && !words.isEmpty()) {
            sources.addFirst(jobFile());
        }
        return sources;
    }

    private Path jobFile() {
        return from.resolve(UserPath.of(words.getFirst()));
    }

    /** Whether commands are given in place of a job. */
    boolean isAdHoc() {
        return devices != null;
    }

    /** The templates of the command line, the environment and this machine. */
    TemplateLibrary templates(Map<String, String> environment) throws WrongInput {
        return TemplateFolders.library(templates, environment);
    }

    /**
     * The job, resolved for every device.
     *
     * @param secrets whether secrets are looked up; only a run needs them
     * @throws WrongInput with every mistake
     */
    Prepared prepare(boolean secrets) throws WrongInput {
        var problems = new Problems();
        PlatformCatalog catalog = PlatformCatalog.over(platformFiles(), problems);
        Overrides overrides = overrides(secrets);
        Job job = job(problems);
        Prepared prepared = job == null
                ? null
                : new Planner(overrides, catalog, secrets, KeystorePassword.sources(System.getenv()), problems)
                        .reading(vault.access(System.getenv()))
                        .plan(job);
        if (prepared == null || !problems.isEmpty()) {
            throw new WrongInput(problems);
        }
        return prepared;
    }

    /** A user's own platforms: the files of the folder {@code platforms} beside the job or the device file. */
    private List<Path> platformFiles() throws WrongInput {
        Path beside = devices != null ? devices : words.isEmpty() ? null : jobFile();
        Path parent = beside == null ? null : beside.toAbsolutePath().getParent();
        return OwnPlatforms.in(parent);
    }

    private @Nullable Job job(Problems problems) throws WrongInput {
        if (devices != null) {
            return JobFile.adHoc(devices, adHocCommands(), problems);
        }
        if (commands != null) {
            throw new WrongInput("--commands goes with --devices");
        }
        if (words.size() != 1) {
            throw new WrongInput(
                    words.isEmpty()
                            ? "name a job file, or --devices FILE and commands"
                            : "one job file at a time, found " + String.join(" ", words)
                                    + "; commands go with --devices FILE");
        }
        if (words.getFirst().equals("-")) {
            throw new WrongInput("`-` is no job file; for standard input name /dev/stdin, with full paths in the job");
        }
        return JobFile.read(jobFile(), problems);
    }

    private List<String> adHocCommands() throws WrongInput {
        var all = new ArrayList<>(words);
        if (words.size() > 1 && (words.contains("show") || words.contains("display"))) {
            throw new WrongInput("a command of several words needs quotes: '" + String.join(" ", words) + "'");
        }
        if (commands != null) {
            try {
                Files.readAllLines(commands).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .forEach(all::add);
            } catch (IOException e) {
                throw new WrongInput(commands + ": " + FileTrouble.why(e));
            }
        }
        return all;
    }

    private Overrides overrides(boolean secrets) throws WrongInput {
        if (maxWorkers != null && (maxWorkers < 1 || maxWorkers > 100_000)) {
            throw new WrongInput("--max-workers is " + maxWorkers + "; it must be from 1 to 100000");
        }
        if (select != null && select.isBlank()) {
            throw new WrongInput("--select is empty");
        }
        return new Overrides(
                inventory,
                select,
                limit,
                maxWorkers,
                oneOf("--order", order, RunOptions.Order.class),
                oneOf("--on-error", onError, RunOptions.OnError.class),
                reports,
                vars,
                username,
                askPass && secrets ? askPassword() : null,
                oneOf("--host-key", hostKey, HostKeyMode.class));
    }

    private static <E extends Enum<E>> @Nullable E oneOf(String option, @Nullable String given, Class<E> type)
            throws WrongInput {
        if (given == null) {
            return null;
        }
        var known = new ArrayList<String>();
        for (E value : type.getEnumConstants()) {
            String name = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(given.replace('_', '-'))) {
                return value;
            }
            known.add(name);
        }
        throw new WrongInput(option + " is `" + given + "`; known: " + String.join(", ", known));
    }

    @SuppressWarnings("SystemConsoleNull") // null on JDK 21 without a terminal; later ones give null to the question
    private static Secret askPassword() throws WrongInput {
        Console terminal = System.console();
        char[] typed = terminal == null ? null : terminal.readPassword("Password: ");
        if (typed == null) {
            throw new WrongInput("--ask-pass needs a terminal; elsewhere use ${env:NAME} or ${file:path}");
        }
        return Secret.of(new String(typed));
    }
}
