package dev.muster.netconf;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.io.IOException;

/** What ends the reading of a message, in a form that passes through readers of XML. */
final class Broken extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String HINT =
            "the device does not speak NETCONF as RFC 6242 asks; look at its log, and at what listens on this port";

    private final transient Failure failure;

    Broken(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** Bytes that are no NETCONF. */
    static Broken protocol(String message) {
        return new Broken(
                Failure.of(FailureKind.NETCONF_ERROR, Stage.STEP, message).withHint(HINT));
    }

    Failure failure() {
        return failure;
    }
}
