package dev.muster.cli;

import dev.muster.journal.RunRecord.Contents;
import dev.muster.journal.RunRecord.DeviceRecord;
import dev.muster.journal.RunRecord.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What differs between the plan that a run began with and the one that its job and inventory give now. */
final class PlanChanges {
    private static final int NAMED = 5;

    private final Contents before;
    private final Contents now;

    private PlanChanges(Contents before, Contents now) {
        this.before = before;
        this.now = now;
    }

    /** A line for each difference; none when there is none. */
    static List<String> between(Contents before, Contents now) {
        var changes = new PlanChanges(before, now);
        var lines = new ArrayList<String>();
        changes.files(lines);
        changes.devices(lines);
        return lines;
    }

    private void files(List<String> lines) {
        Map<String, String> was = digests(before);
        Map<String, String> is = digests(now);
        was.forEach((file, digest) -> {
            String today = is.get(file);
            if (today == null) {
                lines.add(file + ": was read for the run and is not read now");
            } else if (!today.equals(digest)) {
                lines.add(file + ": changed since the run began");
            }
        });
        is.keySet().stream()
                .filter(file -> !was.containsKey(file))
                .forEach(file -> lines.add(file + ": is read now and was not for the run"));
    }

    private static Map<String, String> digests(Contents contents) {
        var digests = new LinkedHashMap<String, String>();
        contents.files().forEach((SourceFile file) -> digests.put(file.file(), file.sha256()));
        return digests;
    }

    private void devices(List<String> lines) {
        Map<String, DeviceRecord> was = byName(before);
        Map<String, DeviceRecord> is = byName(now);
        var gone = new ArrayList<String>();
        var changed = new LinkedHashMap<Set<String>, List<String>>();
        was.forEach((name, device) -> {
            DeviceRecord today = is.get(name);
            if (today == null) {
                gone.add(name);
            } else {
                Set<String> keys = keys(device, today);
                if (!keys.isEmpty()) {
                    changed.computeIfAbsent(keys, any -> new ArrayList<>()).add(name);
                }
            }
        });
        List<String> fresh =
                is.keySet().stream().filter(name -> !was.containsKey(name)).toList();
        tell("no longer among the devices", gone, lines);
        tell("new among the devices", fresh, lines);
        changed.forEach((keys, names) -> tell("other " + String.join(", ", keys), names, lines));
    }

    private static Map<String, DeviceRecord> byName(Contents contents) {
        var devices = new LinkedHashMap<String, DeviceRecord>();
        contents.devices().forEach(device -> devices.put(device.name(), device));
        return devices;
    }

    private Set<String> keys(DeviceRecord was, DeviceRecord is) {
        var keys = new LinkedHashSet<String>();
        if (!was.host().equals(is.host())) {
            keys.add("host");
        }
        if (was.port() != is.port()) {
            keys.add("port");
        }
        if (!was.facts().equals(is.facts()) || !was.site().equals(is.site())) {
            keys.add("groups or data");
        }
        if (was.profile() < 0) {
            return Set.of("presence");
        }
        Map<String, String> old = before.profiles().get(was.profile());
        Map<String, String> today = now.profiles().get(is.profile());
        var all = new LinkedHashSet<>(old.keySet());
        all.addAll(today.keySet());
        all.stream()
                .filter(key -> !old.getOrDefault(key, "").equals(today.getOrDefault(key, "")))
                .forEach(keys::add);
        return keys;
    }

    private static void tell(String what, List<String> names, List<String> lines) {
        if (!names.isEmpty()) {
            String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
            int more = names.size() - NAMED;
            lines.add(first + (more > 0 ? " and " + more + " more" : "") + ": " + what);
        }
    }
}
