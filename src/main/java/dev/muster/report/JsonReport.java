package dev.muster.report;

import dev.muster.result.CheckResult;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code results.json}: the whole run as one object; {@code results.json.part} until the run has ended. */
final class JsonReport implements RunListener {
    private interface Fields {
        void writeTo(JsonOut json) throws IOException;
    }

    private List<CheckResult> fleet = List.of();
    private final DeviceFile file;
    private long checksFailed;

    JsonReport(Path folder, boolean inventoryOrder) throws IOException {
        file = new DeviceFile(folder, DeviceFile.Names.hidden("results.json"), inventoryOrder, ",\n    ");
    }

    @Override
    public void on(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> {
                file.expect(started.run().devices());
                file.head(out -> {
                    raw(out, "{\n  \"run\": ");
                    object(out, 2, json -> ResultJson.run(json, started.run()));
                    raw(out, ",\n  \"devices\": [\n    ");
                });
            }
            case RunEvent.DeviceEnded ended -> {
                checksFailed += ResultJson.failed(ended.result().checks());
                file.add(
                        ended.result().index(), out -> object(out, 4, json -> ResultJson.device(json, ended.result())));
            }
            case RunEvent.RunEnded ended ->
                file.end(out -> {
                    raw(out, "\n  ],\n  \"fleet\": ");
                    object(out, 2, json -> ResultJson.checks(json, fleet));
                    raw(out, ",\n  \"summary\": ");
                    object(out, 2, json -> ResultJson.summary(json, ended.tally(), checksFailed));
                    raw(out, "\n}\n");
                });
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.FleetChecked checked -> {
                fleet = checked.checks();
                checksFailed += ResultJson.failed(fleet);
            }
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private static void raw(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void object(OutputStream out, int margin, Fields fields) throws IOException {
        try (JsonOut json = JsonOut.indented(out, margin)) {
            json.object();
            fields.writeTo(json);
            json.end();
        }
    }
}
