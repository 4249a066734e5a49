package dev.muster.cli;

import dev.muster.yaml.Suggestion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/** The whole of the command line. */
@Command(
        name = "muster",
        description = "Runs command sequences on a fleet of network devices and reports what happened.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            PlanCommand.class,
            ValidateCommand.class,
            LabCommand.class,
            ProbeCommand.class,
            CheckCommand.class,
            InventoryCommand.class,
            ParseCommand.class,
            CsvCommand.class,
            PlatformsCommand.class,
            SecretCommand.class,
            ScheduleCommand.class,
            ExplainCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  muster run jobs/demo.yaml",
            "  muster run --devices devices.yaml 'show ip interface brief'",
            "",
            "Exit status, highest line wins:",
            "  130, 143  interrupted",
            "  2         the command line or a file is wrong; nobody was contacted",
            "  4         stopped early by policy, or results could not be kept",
            "  1         a device is not ok",
            "  0         all is well"
        })
final class MusterCommand {
    private final Map<String, String> environment;
    private final Function<Console.Style, Console> consoles;

    private final List<String> arguments;

    private MusterCommand(
            List<String> arguments, Map<String, String> environment, Function<Console.Style, Console> consoles) {
        this.arguments = List.copyOf(arguments);
        this.environment = environment;
        this.consoles = consoles;
    }

    /** Runs a command line on the streams of this process and returns the status for it. */
    static int run(String[] args, Map<String, String> environment) {
        return run(args, environment, Console::system);
    }

    /** Runs a command line on any console and returns the status for a process. */
    static int run(String[] args, Map<String, String> environment, Function<Console.Style, Console> consoles) {
        var muster = new MusterCommand(List.of(args), environment, consoles);
        Console console = muster.console(false, false);
        var command = new CommandLine(muster);
        var out = new PrintWriter(new ConsoleWriter(console, true), true);
        var err = new PrintWriter(new ConsoleWriter(console, false), true);
        command.registerConverter(Path.class, UserPath::of);
        command.setOut(out)
                .setErr(err)
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.style().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((wrong, given) -> misused(console, wrong, given))
                .setExecutionExceptionHandler((thrown, which, parsed) -> failed(console, thrown));
        if (args.length == 0) {
            command.usage(out);
            return ExitCode.OK;
        }
        return command.execute(args);
    }

    private static int misused(Console console, CommandLine.ParameterException wrong, String[] given) {
        CommandLine which = wrong.getCommandLine();
        boolean noSuchCommand = which.getParent() == null && !given[0].startsWith("-");
        if (noSuchCommand) {
            console.say("muster: no command `" + Visible.line(given[0]) + "`"
                    + Suggestion.among(which.getSubcommands().keySet(), given[0]));
            return ExitCode.WRONG_INPUT;
        }
        String message = String.valueOf(wrong.getMessage()).replace("option option", "option");
        console.say("muster: " + Visible.lines(message));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, which.getErr());
        console.say("try: " + which.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_INPUT;
    }

    private static int failed(Console console, Exception thrown) {
        if (thrown instanceof WrongInput wrong) {
            wrong.lines().forEach(line -> console.say(Visible.line(line)));
            return ExitCode.WRONG_INPUT;
        }
        console.say("muster: a bug: " + thrown);
        for (StackTraceElement at : thrown.getStackTrace()) {
            console.say("  at " + at);
        }
        Throwable cause = thrown.getCause();
        if (cause != null) {
            console.say("  caused by " + cause + " " + List.of(cause.getStackTrace()));
        }
        return ExitCode.NOT_OK;
    }

    /** The command line as it was typed. */
    List<String> arguments() {
        return arguments;
    }

    /** Where earlier runs are. */
    PastRuns pastRuns() {
        return PastRuns.of(environment);
    }

    /**
     * An earlier command line for {@code run}, not carried out.
     *
     * @param from where it was typed; relative paths start there
     */
    RunCommand earlierRun(List<String> typed, Path from) throws WrongInput {
        var command = new CommandLine(new MusterCommand(typed, environment, consoles));
        command.registerConverter(Path.class, path -> from.resolve(UserPath.of(path)));
        command.setOverwrittenOptionsAllowed(true);
        try {
            CommandLine.ParseResult parsed = command.parseArgs(typed.toArray(String[]::new));
            if (parsed.subcommand() != null
                    && parsed.subcommand().commandSpec().userObject() instanceof RunCommand run) {
                run.startFrom(from);
                return run;
            }
        } catch (CommandLine.ParameterException e) {
            throw new WrongInput("the run's command line is not understood by this version: " + e.getMessage());
        }
        throw new WrongInput("the journal is of no run: " + typed);
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The console in the style that the environment and these options ask for. */
    Console console(boolean quiet, boolean verbose) {
        return consoles.apply(Console.Style.of(environment, quiet, verbose));
    }
}
