package dev.muster.netconf;

import dev.muster.netconf.NetconfSession.Manner;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Interrupts;
import dev.muster.session.KeptOutput;
import dev.muster.yaml.Durations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of one step, and the tidying up where one of them fails. */
final class Work {
    private static final int MOST_TOLD = 5;

    private final Exchange exchange;
    private final KeptOutput output;
    private final Manner how;
    private final List<String> told = new ArrayList<>();
    private boolean over;

    Work(Exchange exchange, KeptOutput output, Manner how) {
        this.exchange = exchange;
        this.output = output;
        this.how = how;
    }

    /** Whether nothing more can be asked in this session. */
    boolean isOver() {
        return over;
    }

    /** What was done, and what the device remarked. */
    String detail() {
        return String.join("; ", told);
    }

    /** Why an operation failed, or null when none did. */
    @Nullable
    Failure run(List<Operation> operations) throws InterruptedException {
        boolean several = operations.size() > 1;
        for (Operation operation : operations) {
            Failure failure = one(operation, copy(operation));
            if (failure != null) {
                if (several) {
                    told.add(operation.label() + ": failed");
                }
                tidy();
                return failure;
            }
            if (several) {
                told.add(operation.label() + ": ok");
            }
            remark(operation);
        }
        return null;
    }

    private @Nullable XmlCopy copy(Operation operation) {
        return operation.answers() ? new XmlCopy(output::add, how.pretty()) : null;
    }

    private void remark(Operation operation) {
        if (operation instanceof Operation.Commit commit && commit.confirmed() != null) {
            String kept = commit.persist() == null ? " or when this session ends" : "";
            told.add("the device takes it back unless it is confirmed within " + Durations.text(commit.confirmed())
                    + kept);
        }
    }

    private @Nullable Failure one(Operation operation, @Nullable XmlCopy copy) throws InterruptedException {
        String lack = new Requirements(exchange.capabilities()).lack(operation);
        if (lack != null) {
            return Failure.of(
                            FailureKind.NETCONF_ERROR,
                            Stage.STEP,
                            "`" + operation.label() + "` was not sent: the device offers no " + lack)
                    .withHint("look at what it offers: the hello lists its capabilities; use what it has");
        }
        try {
            if (copy != null && !output.isEmpty()) {
                output.add("\n");
            }
            return judged(operation, exchange.ask(operation, copy, how.limit()));
        } catch (DeviceException e) {
            over = true;
            return e.failure();
        } catch (Broken e) {
            over = true;
            return withEvidence(e.failure());
        } catch (MessageStream.Interrupted e) {
            Interrupts.check();
            throw new InterruptedException();
        } catch (IOException e) {
            throw new IllegalStateException("no file is read here", e);
        }
    }

    private Failure withEvidence(Failure failure) {
        return failure.lastOutput() == null ? failure.withEvidence(failure.expected(), exchange.recent()) : failure;
    }

    private @Nullable Failure judged(Operation operation, List<RpcError> answers) {
        List<RpcError> errors =
                answers.stream().filter(answer -> !answer.isWarning()).toList();
        answers.stream()
                .filter(RpcError::isWarning)
                .limit(MOST_TOLD)
                .forEach(warning -> told.add(operation.label() + ": " + warning));
        if (errors.isEmpty()) {
            return null;
        }
        String more = errors.size() > MOST_TOLD ? " (and " + (errors.size() - MOST_TOLD) + " more)" : "";
        String text = errors.stream().limit(MOST_TOLD).map(RpcError::toString).collect(Collectors.joining("; "));
        return Failure.of(
                FailureKind.NETCONF_ERROR,
                Stage.STEP,
                "`" + operation.label() + "` was rejected: " + text + more);
    }

    /** Leaves the device as it was found, as far as it still listens. */
    private void tidy() throws InterruptedException {
        for (Operation operation : over ? List.<Operation>of() : exchange.remains()) {
            Failure failure = one(operation, null);
            told.add(operation.label() + (failure == null ? ": ok" : ": " + failure.message()));
            if (over) {
                return;
            }
        }
    }
}
