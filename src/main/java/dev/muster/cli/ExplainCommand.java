package dev.muster.cli;

import dev.muster.result.FailureKind;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster explain}: what a failure kind means and what to do. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says what a failure kind means and what to do about it.",
        footer = {"", "Examples:", "  muster explain prompt_timeout"})
final class ExplainCommand implements Callable<Integer> {
    @ParentCommand
    private MusterCommand muster;

    @Parameters(arity = "0..1", paramLabel = "KIND", description = "A failure kind; without one, all of them.")
    private @Nullable String kind;

    @Override
    public Integer call() throws WrongInput, IOException {
        Console console = muster.console(false, false);
        List<FailureKind> kinds = Arrays.stream(FailureKind.values())
                .filter(each -> kind == null || each.label().equals(kind))
                .toList();
        if (kinds.isEmpty()) {
            List<String> known =
                    Arrays.stream(FailureKind.values()).map(FailureKind::label).toList();
            throw new WrongInput("no failure kind `" + kind + "`" + Suggestion.among(known, String.valueOf(kind)));
        }
        var text = new StringBuilder();
        kinds.forEach(each -> text.append(
                String.format("%-19s %-9s %s%n", each.label(), each.status().label(), each.hint())));
        console.out(text.toString());
        return ExitCode.OK;
    }
}
