package dev.muster.cli;

import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster platforms}: the kinds of devices that are known. */
@Command(
        name = "platforms",
        mixinStandardHelpOptions = true,
        description = "Lists the known platforms, or shows one in full.",
        footer = {"", "Examples:", "  muster platforms", "  muster platforms cisco_ios"})
final class PlatformsCommand implements Callable<Integer> {
    @ParentCommand
    private MusterCommand muster;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A platform or one of its aliases.")
    private @Nullable String name;

    @Override
    public Integer call() throws WrongInput, IOException {
        Console console = muster.console(false, false);
        var catalog = new PlatformCatalog();
        if (name == null) {
            var list = new StringBuilder();
            catalog.all().values().forEach(platform -> list.append(line(platform)));
            console.out(list.toString());
            return ExitCode.OK;
        }
        Platform platform = catalog.find(name);
        if (platform == null) {
            throw new WrongInput("no platform `" + name + "`" + Suggestion.among(catalog.names(), name));
        }
        console.out(full(platform));
        return ExitCode.OK;
    }

    private static String line(Platform platform) {
        String aliases = platform.aliases().isEmpty() ? "" : "  (" + String.join(", ", platform.aliases()) + ")";
        return String.format("%-20s %s%s%n", platform.id(), platform.description(), aliases);
    }

    private static String full(Platform platform) {
        var text = new StringBuilder(line(platform));
        text.append("default mode   ").append(platform.defaultMode()).append('\n');
        for (Mode mode : platform.modes()) {
            text.append("mode           ").append(mode.name());
            if (mode.enter() != null) {
                text.append("  (from ")
                        .append(mode.from())
                        .append(" by `")
                        .append(mode.enter())
                        .append("`");
                text.append(mode.leave() == null ? ")" : ", left by `" + mode.leave() + "`)");
            }
            text.append("\n  prompt       ").append(mode.prompt()).append('\n');
        }
        platform.setup()
                .forEach(command ->
                        text.append("set-up         ").append(command).append('\n'));
        platform.leave()
                .forEach(command ->
                        text.append("logout         ").append(command).append('\n'));
        platform.refusals()
                .forEach(refusal ->
                        text.append("refusal        ").append(refusal).append('\n'));
        text.append("templates      ").append(platform.textfsm()).append('\n');
        return text.toString();
    }
}
