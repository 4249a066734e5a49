package dev.muster.transfer;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a device says when it does not take or give a file, as a failure with a hint. */
final class Refusal {
    private Refusal() {}

    static DeviceException of(String by, String path, String said) {
        String text = said.strip();
        return new DeviceException(Failure.of(
                        FailureKind.REFUSED_COMMAND,
                        Stage.STEP,
                        "the device refused `" + path + "` by " + by + ": "
                                + (text.isEmpty() ? "it gave no reason" : text))
                .withEvidence(null, text.isEmpty() ? null : text)
                .withHint(hint(text.toLowerCase(Locale.ROOT))));
    }

    private static String hint(String said) {
        if (said.contains("permission") || said.contains("denied") || said.contains("authorized")) {
            return "this account may not do that there: check its rights and the path";
        }
        if (said.contains("no such") || said.contains("not found")) {
            return "check the path, the folder included";
        }
        if (said.contains("space") || said.contains("full") || said.contains("quota")) {
            return "remove files that are not needed from the device, then run again";
        }
        return "check the path, the free space and the rights of this account";
    }

    static DeviceException garbage(String by, @Nullable String received) {
        return new DeviceException(
                Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, "the device does not answer as " + by + " should")
                        .withEvidence(by, received)
                        .withHint("file transfer must be switched on there; compare with what was received"));
    }

    static DeviceException cut(String what, Pace pace) {
        return new DeviceException(
                FailureKind.DISCONNECTED, Stage.STEP, "the device ended " + what + " " + pace.sofar());
    }
}
