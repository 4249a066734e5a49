package dev.muster.cli;

import dev.muster.inventory.InventoryAccess;
import dev.muster.platform.PlatformCatalog;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster validate}: every mistake of job, inventory and platform files at once. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Finds every mistake in job, inventory and platform files; contacts nobody, resolves no secret.",
        footer = {"", "Examples:", "  muster validate jobs/*.yaml inventory/*.yaml"})
final class ValidateCommand implements Callable<Integer> {
    @ParentCommand
    private MusterCommand muster;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of any kind; each is recognised.")
    private List<Path> files = List.of();

    @Mixin
    private VaultOptions vault = new VaultOptions();

    @Override
    public Integer call() throws WrongInput, IOException {
        Console console = muster.console(false, false);
        var catalog = new PlatformCatalog();
        InventoryAccess access = vault.access(muster.environment()).atHome();
        var problems = new Problems();
        var said = new StringBuilder();
        for (Path file : files) {
            var ofFile = new Problems();
            String what = FileKind.check(file, catalog, access, ofFile);
            if (ofFile.isEmpty()) {
                said.append(Visible.line(file + ": ok, " + what)).append('\n');
            }
            ofFile.all().forEach(problem -> problems.add(problem.mark(), problem.message()));
        }
        for (Problem problem : problems.all()) {
            console.say(Visible.line(problem.toString()));
        }
        console.out(said.toString());
        return problems.isEmpty() ? ExitCode.OK : ExitCode.WRONG_INPUT;
    }
}
