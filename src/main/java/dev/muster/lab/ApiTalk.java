package dev.muster.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Commands of one API request, said to the device's command line one after the other. */
final class ApiTalk {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Terminal terminal;
    private final Conversation conversation;

    ApiTalk(Station station, Bench bench) {
        var wire = new Wire(new Wire.Carrier() {
            @Override
            public void send(byte[] bytes, Runnable sent) {
                shown.writeBytes(bytes);
                sent.run();
            }

            @Override
            public void end(int status) {}

            @Override
            public void cut() {}
        });
        wire.complete(); // nobody answers a question
        terminal = new Terminal(wire, station.simulation().manner());
        conversation = new Conversation(station, terminal, bench);
    }

    /** What the device said, and whether it rejected the command. */
    record Said(String text, boolean refused) {}

    Said say(String command) throws HungUp {
        shown.reset();
        boolean accepted = command.isBlank() || conversation.say(command);
        terminal.flush();
        String text = shown.toString(StandardCharsets.UTF_8).replace("\r", "");
        return new Said(text.strip(), !accepted);
    }
}
