package dev.muster.report;

import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** {@code results.jsonl}: a line per device, the same object as in {@code results.json}, readable while the run goes on. */
final class JsonLinesReport implements RunListener {
    private final DeviceFile file;

    JsonLinesReport(Path folder, boolean inventoryOrder) throws IOException {
        file = new DeviceFile(folder, DeviceFile.Names.live("results.jsonl"), inventoryOrder, "");
    }

    @Override
    public void on(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> file.expect(started.run().devices());
            case RunEvent.DeviceEnded ended -> file.add(ended.result().index(), out -> line(out, ended.result()));
            case RunEvent.RunEnded ended -> file.end(Body.EMPTY);
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.FleetChecked checked -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private static void line(OutputStream out, DeviceResult result) throws IOException {
        try (JsonOut json = JsonOut.compact(out)) {
            json.object();
            ResultJson.device(json, result);
            json.end();
        }
        out.write('\n');
    }
}
