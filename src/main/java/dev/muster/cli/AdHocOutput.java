package dev.muster.cli;

import dev.muster.report.InOrder;
import dev.muster.result.DeviceResult;
import dev.muster.result.Output;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.StepResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What devices answered, on standard output: each command under a header, a device's commands together. */
final class AdHocOutput implements RunListener {
    private final Console console;
    private final InOrder<DeviceResult> order;
    private Path folder = Path.of("");

    /** @param inventoryOrder whether devices wait for those before them in the inventory */
    AdHocOutput(Console console, boolean inventoryOrder) {
        this.console = console;
        this.order = new InOrder<>(inventoryOrder);
    }

    @Override
    public void on(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> folder = started.run().folder();
            case RunEvent.DeviceEnded ended -> {
                order.put(ended.result().index(), ended.result());
                printDue();
            }
            case RunEvent.RunEnded ended -> {
                order.rest();
                printDue();
            }
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.FleetChecked checked -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private void printDue() throws IOException {
        for (DeviceResult due = order.due(); due != null; due = order.due()) {
            order.done();
            for (StepResult step : due.steps()) {
                Output output = step.output();
                if (output != null) {
                    print(due, step, output);
                }
            }
        }
    }

    private void print(DeviceResult device, StepResult step, Output output) throws IOException {
        String header = "=== " + Visible.line(device.device()) + " " + Visible.line(device.host()) + " · "
                + Visible.line(step.command().replaceAll("\\R", "; ")) + "\n";
        String text = output.text();
        if (text != null) {
            console.out(header + ended(Visible.lines(text)));
        } else if (output.file() != null) {
            console.out(header);
            printFile(folder.resolve(output.file()));
        }
    }

    private static String ended(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private void printFile(Path file) throws IOException {
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            char[] piece = new char[1 << 16];
            boolean ended = true;
            for (int count = read(reader, piece); count > 0; count = read(reader, piece)) {
                console.out(Visible.lines(new String(piece, 0, count)));
                ended = piece[count - 1] == '\n';
            }
            console.out(ended ? "" : "\n");
        }
    }

    /** Reads a piece that does not end between the two halves of a character or of a line end. */
    private static int read(Reader reader, char[] piece) throws IOException {
        int count = reader.read(piece, 0, piece.length - 1);
        if (count > 0 && (Character.isHighSurrogate(piece[count - 1]) || piece[count - 1] == '\r')) {
            int next = reader.read();
            if (next >= 0) {
                piece[count++] = (char) next;
            }
        }
        return count;
    }
}
