package dev.muster.session;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How commands are put into requests, and what the answers say. */
interface ApiTalk {

    /**
     * A request for what a command shows.
     *
     * @param structured whether the answer is to be JSON, and not the command line's text
     */
    HttpOrder show(String command, boolean structured, Duration limit) throws DeviceException;

    /** Whether a change begins with the command that enters configuration mode. */
    boolean entersModes();

    /** A request that does all of these in order. */
    HttpOrder configure(List<String> lines, Duration limit) throws DeviceException;

    /** A request for commands that keep the configuration. */
    HttpOrder save(List<String> commands, Duration limit) throws DeviceException;

    /**
     * Reads an answer.
     *
     * @param sent the commands or lines
     */
    Told read(List<String> sent, String body) throws DeviceException;

    /**
     * What a device said.
     *
     * @param output of the commands, those before a refused one included
     * @param refusal why the device rejected one of them, or null
     */
    record Told(String output, @Nullable String refusal) {}

    /** The answer is none that this API gives. */
    static DeviceException odd(String what, String body) {
        return new DeviceException(Failure.of(FailureKind.PARSE, Stage.PARSE, "the API's answer " + what)
                .withEvidence(null, HttpVerdict.excerpt(body))
                .withHint("is it this platform's API that answers there? check `port` and `path` under `http:`"));
    }

    /** Something that this API cannot do. */
    static DeviceException cannot(String what) {
        return new DeviceException(Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, what + "; nothing was sent"));
    }
}
