package dev.muster.journal;

import dev.muster.journal.RunRecord.Contents;
import dev.muster.journal.RunRecord.DeviceRecord;
import dev.muster.journal.RunRecord.Worker;
import dev.muster.testkit.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** First lines of journals. */
final class Began {
    private Began() {}

    static Entry.Began of(int devices) {
        return of(Entry.VERSION, devices);
    }

    static Entry.Began of(int version, int devices) {
        var records = new ArrayList<DeviceRecord>();
        for (int i = 1; i <= devices; i++) {
            records.add(new DeviceRecord("R" + i, "192.0.2." + i, 22, "cisco_iosxe", "ams", "00000000", 0));
        }
        var run = new RunRecord(
                "20261122-1",
                "muster 0.1",
                "demo",
                "jobs/demo.yaml",
                Sample.START,
                50,
                false,
                false,
                List.of("csv", "json"),
                List.of("/net/ams.yaml"),
                List.of("run", "jobs/demo.yaml"),
                "/net");
        var contents = new Contents(List.of(), List.of(Map.of("platform", "00000000")), records);
        return new Entry.Began(version, run, Worker.current(), contents);
    }
}
