package dev.muster.report;

import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code failed.yaml}: the devices that are not ok, as an inventory to run again; absent when all are. */
final class FailedInventory implements RunListener {
    private final Path file;
    private final List<String> inventories;
    private final TreeMap<Integer, String> names = new TreeMap<>();

    FailedInventory(Path folder, List<String> inventories) {
        this.file = folder.resolve("failed.yaml");
        this.inventories = List.copyOf(inventories);
    }

    @Override
    public void on(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.DeviceEnded ended -> note(ended.result());
            case RunEvent.RunEnded ended -> write();
            case RunEvent.RunStarted started -> {}
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.FleetChecked checked -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private void note(DeviceResult result) {
        if (result.status() != Status.OK) {
            names.put(result.index(), result.device());
        }
    }

    private void write() throws IOException {
        if (names.isEmpty()) {
            return;
        }
        String from = inventories.size() == 1
                ? YamlText.quoted(inventories.getFirst())
                : inventories.stream().map(YamlText::quoted).collect(Collectors.joining(", ", "[", "]"));
        var text = new StringBuilder("from: ").append(from).append("\nnames:\n");
        for (String name : names.values()) {
            text.append("  - ").append(YamlText.quoted(name)).append('\n');
        }
        WholeFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
