package dev.muster.cli;

import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import java.util.List;

/** The command line or a file is wrong; nobody was contacted. */
final class WrongInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    WrongInput(String line) {
        this(List.of("muster: " + line));
    }

    WrongInput(Problems problems) {
        this(problems.all().stream().map(Problem::toString).toList());
    }

    private WrongInput(List<String> lines) {
        super(String.join("\n", lines), null, false, false);
        this.lines = lines;
    }

    List<String> lines() {
        return lines;
    }
}
