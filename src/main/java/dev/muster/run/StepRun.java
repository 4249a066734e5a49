package dev.muster.run;

import dev.muster.plan.PlannedStep;
import dev.muster.plan.PlannedStep.Exchange;
import dev.muster.result.StepResult;
import dev.muster.session.Answer;
import dev.muster.session.Change;
import dev.muster.session.CliSession;
import dev.muster.session.Move;
import dev.muster.session.Reading;
import dev.muster.session.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs one command or dialogue and records when, how long and with what outcome. */
final class StepRun {
    private StepRun() {}

    static StepResult show(CliSession session, PlannedStep.Show show, String command) throws InterruptedException {
        PlannedStep.ShowOptions options = show.options();
        var reading = new Reading(
                show.limit(),
                options.stripCommand(),
                options.stripPrompt(),
                options.strict(),
                options.pattern(),
                options.refusedWhen());
        var started = Instant.now();
        long begin = System.nanoTime();
        Answer answer = session.show(command, reading);
        return result(show.name(), command, answer, started, begin);
    }

    static StepResult expect(CliSession session, PlannedStep.Expect expect) throws InterruptedException {
        var moves = expect.exchanges().stream().map(StepRun::move).toList();
        var started = Instant.now();
        long begin = System.nanoTime();
        Answer answer = session.dialogue(moves, expect.limit(), expect.strict());
        return result(expect.name(), text(expect), answer, started, begin);
    }

    static StepResult configure(CliSession session, PlannedStep.Configure configure) throws InterruptedException {
        PlannedStep.Change wish = configure.change();
        var change = new Change(
                configure.commands(),
                configure.limit(),
                wish.stopOnRefusal(),
                wish.save(),
                wish.comment(),
                wish.confirmed());
        var started = Instant.now();
        long begin = System.nanoTime();
        Answer answer = session.configure(change);
        return result(configure.name(), text(configure), answer, started, begin);
    }

    static StepResult commit(CliSession session, PlannedStep.Commit commit) throws InterruptedException {
        var started = Instant.now();
        long begin = System.nanoTime();
        Answer answer = session.confirm(commit.limit());
        return result(commit.name(), text(commit), answer, started, begin);
    }

    static StepResult dialogue(CliSession session, PlannedStep.Dialogue dialogue) throws InterruptedException {
        var turns = dialogue.turns().stream()
                .map(turn -> new Turn(turn.send().text().reveal(), turn.send().hidden(), turn.expect()))
                .toList();
        var started = Instant.now();
        long begin = System.nanoTime();
        Answer answer = session.exchange(turns, dialogue.limit());
        return result(dialogue.name(), text(dialogue), answer, started, begin);
    }

    private static Move move(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Until until -> new Move.Until(until.endings());
            case Exchange.Send send -> new Move.Send(send.text().reveal(), send.hidden());
        };
    }

    /** The commands of a step's rows in results: one for each command of a show, else one for the step. */
    static List<String> rows(PlannedStep step) {
        return step instanceof PlannedStep.Show ? step.commands() : List.of(text(step));
    }

    /** What a step of one row has as its command. */
    static String text(PlannedStep step) {
        return String.join("\n", step.commands());
    }

    private static StepResult result(String name, String command, Answer answer, Instant started, long begin) {
        var elapsed = Duration.ofNanos(System.nanoTime() - begin);
        return new StepResult(name, command, answer.outcome(), answer.output(), started, elapsed, answer.detail());
    }
}
