package dev.muster.cli;

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
        console.out(PlatformText.of(platform));
        return ExitCode.OK;
    }

    private static String line(Platform platform) {
        String aliases = platform.aliases().isEmpty() ? "" : "  (" + String.join(", ", platform.aliases()) + ")";
        return String.format("%-20s %s%s%n", platform.id(), platform.description(), aliases);
    }
}
