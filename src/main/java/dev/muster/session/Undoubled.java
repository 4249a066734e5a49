package dev.muster.session;

import dev.muster.result.DeviceException;

/** Passes lines on, but holds back those that are the bare prompt: directly before the prompt they are no output. */
final class Undoubled implements LineSink {
    private final Prompts prompts;
    private final LineSink sink;
    private int held;

    Undoubled(Prompts prompts, LineSink sink) {
        this.prompts = prompts;
        this.sink = sink;
    }

    @Override
    public void line(String line) throws DeviceException {
        if (prompts.isLast(line)) {
            held++;
        } else {
            release();
            sink.line(line);
        }
    }

    /** Passes on what was held back: no prompt follows. */
    void release() throws DeviceException {
        for (; held > 0; held--) {
            sink.line(prompts.last());
        }
    }
}
