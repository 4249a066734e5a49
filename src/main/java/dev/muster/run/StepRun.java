package dev.muster.run;

import dev.muster.job.Step;
import dev.muster.plan.PlannedStep;
import dev.muster.plan.PlannedStep.Exchange;
import dev.muster.result.Outcome;
import dev.muster.result.StepResult;
import dev.muster.session.Answer;
import dev.muster.session.Change;
import dev.muster.session.Move;
import dev.muster.session.Reading;
import dev.muster.session.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What gives one row of the results: one command of a show, or the whole of another step.
 *
 * @param step the step's name
 * @param command as results show it
 */
record StepRun(String step, String command, Talk talk) {

    /** What is said to the device. */
    interface Talk {
        Answer with(Upkeep at) throws InterruptedException;
    }

    /** The rows of a step, in order. */
    static List<StepRun> of(PlannedStep step) {
        return switch (step) {
            case PlannedStep.Copy copy -> whole(step, at -> at.copy(copy));
            case PlannedStep.Reload reload -> whole(step, at -> at.reload(reload));
            case PlannedStep.Ping ping -> whole(step, at -> at.ping(ping));
            case PlannedStep.Netconf netconf -> whole(step, at -> at.netconf(netconf));
            case PlannedStep.Show show -> {
                if (show.options().ends()) {
                    var turns = show.commands().stream()
                            .map(command -> new Turn(command, false, List.of()))
                            .toList();
                    yield whole(step, at -> at.leave(show.name(), turns, show.limit()));
                }
                Reading reading = reading(show);
                yield show.commands().stream()
                        .map(command -> new StepRun(
                                show.name(), command, at -> at.session().show(command, reading)))
                        .toList();
            }
            case PlannedStep.Expect expect -> {
                var moves = expect.exchanges().stream().map(StepRun::move).toList();
                yield whole(step, at -> at.session().dialogue(moves, expect.limit(), expect.strict()));
            }
            case PlannedStep.Configure configure -> {
                Change change = change(configure);
                yield whole(step, at -> at.session().configure(change));
            }
            case PlannedStep.Commit commit -> whole(step, at -> at.session().confirm(commit.limit()));
            case PlannedStep.Dialogue dialogue -> {
                var turns = dialogue.turns().stream().map(StepRun::turn).toList();
                yield whole(
                        step,
                        at -> dialogue.ends()
                                ? at.leave(dialogue.name(), turns, dialogue.limit())
                                : at.session().exchange(turns, dialogue.limit()));
            }
        };
    }

    private static List<StepRun> whole(PlannedStep step, Talk talk) {
        return List.of(new StepRun(step.name(), String.join("\n", step.commands()), talk));
    }

    private static Reading reading(PlannedStep.Show show) {
        PlannedStep.ShowOptions options = show.options();
        return new Reading(
                show.limit(),
                options.stripCommand(),
                options.stripPrompt(),
                options.strict(),
                options.pattern(),
                options.refusedWhen());
    }

    private static Change change(PlannedStep.Configure configure) {
        Step.Change wish = configure.change();
        return new Change(
                configure.commands(),
                configure.limit(),
                wish.stopOnRefusal(),
                wish.save(),
                wish.session(),
                candidate(wish.candidate()),
                wish.check(),
                wish.comment(),
                wish.label(),
                wish.confirmed());
    }

    private static Change.Candidate candidate(Step.Candidate wanted) {
        return switch (wanted) {
            case USUAL -> Change.Candidate.USUAL;
            case EXCLUSIVE -> Change.Candidate.EXCLUSIVE;
            case PRIVATE -> Change.Candidate.PRIVATE;
        };
    }

    private static Move move(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Until until -> new Move.Until(until.endings());
            case Exchange.Send send -> new Move.Send(send.text().reveal(), send.hidden());
        };
    }

    private static Turn turn(PlannedStep.Turn turn) {
        return new Turn(turn.send().text().reveal(), turn.send().hidden(), turn.expect());
    }

    /** Does it, and notes when, how long and with what outcome. */
    StepResult run(Upkeep at) throws InterruptedException {
        var started = Instant.now();
        long begin = System.nanoTime();
        Answer answer = talk.with(at);
        var elapsed = Duration.ofNanos(System.nanoTime() - begin);
        return new StepResult(step, command, answer.outcome(), answer.output(), started, elapsed, answer.detail());
    }

    /** The row where it is not done. */
    StepResult notRun(Outcome why) {
        return StepResult.notRun(step, command, why);
    }
}
