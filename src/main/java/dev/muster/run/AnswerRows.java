package dev.muster.run;

import dev.muster.parse.Parsing;
import dev.muster.parse.RowParser;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedStep;
import dev.muster.result.Output;
import dev.muster.result.ParseStatus;
import dev.muster.result.Parsed;
import dev.muster.result.Phase;
import dev.muster.result.PhaseClock;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.scope.Event;
import dev.muster.scope.Interrupts;
import dev.muster.transport.Ping;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds rows to the answers of steps that want them, on the device's own thread. */
final class AnswerRows {
    /** Of a command that was refused or cut off there are no rows, whatever it printed. */
    private static final Parsed NONE = new Parsed(ParseStatus.FAILED, List.of(), "", null);

    private final RowParser parser;
    private final DevicePlan device;
    private final Event over;
    private final PhaseClock clock;

    AnswerRows(RowParser parser, DevicePlan device, Event over, PhaseClock clock) {
        this.parser = parser;
        this.device = device;
        this.over = over;
        this.clock = clock;
    }

    StepResult of(PlannedStep step, StepResult result) {
        if (step instanceof PlannedStep.Ping ping) {
            return echoes(ping, result);
        }
        Parsing how = parsing(step);
        Output output = result.output();
        if (how == null || output == null) {
            return result;
        }
        if (result.status() != Status.OK) {
            return result.with(NONE);
        }
        clock.enter(Phase.PARSE);
        String platform = device.platform().textfsm();
        var question =
                new RowParser.Question(platform.isEmpty() ? device.platform().id() : platform, result.command());
        Parsed parsed = parser.parse(how, question, output, this::breathe);
        clock.enter(Phase.STEPS);
        return result.with(parsed);
    }

    private static StepResult echoes(PlannedStep.Ping ping, StepResult result) {
        Output output = result.output();
        String text = output == null ? null : output.text();
        return text == null ? result : result.with(Parsed.rows(List.of(Ping.row(ping.host(), text)), "ping"));
    }

    private static @Nullable Parsing parsing(PlannedStep step) {
        if (step instanceof PlannedStep.Netconf netconf) {
            return netconf.parse();
        }
        return step instanceof PlannedStep.Show show ? show.options().parse() : null;
    }

    private void breathe() throws IOException {
        if (over.hasHappened()) {
            throw new IOException("the device's work was ended");
        }
        Interrupts.yieldToOthers();
    }
}
