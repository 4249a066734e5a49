package dev.muster.page;

import dev.muster.page.DeviceFacts.Asked;
import java.util.ArrayList;
import java.util.List;

/** One command and every device that has it among its results. */
final class Question {
    /** An answer, or that there was none. */
    record Reply(DeviceFacts device, Asked asked) {}

    private final String step;
    private final String command;
    private final int time;
    private final List<Reply> replies = new ArrayList<>();

    /**
     * @param command empty when it differs from device to device
     * @param time 1 for the first time that a device is asked this, 2 for the second
     */
    Question(String step, String command, int time) {
        this.step = step;
        this.command = command;
        this.time = time;
    }

    void add(DeviceFacts device, Asked asked) {
        replies.add(new Reply(device, asked));
    }

    String step() {
        return step;
    }

    String command() {
        return command;
    }

    int time() {
        return time;
    }

    List<Reply> replies() {
        return replies;
    }
}
