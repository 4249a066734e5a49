package dev.muster.cli;

import dev.muster.journal.RunRecord.Contents;
import dev.muster.journal.RunRecord.DeviceRecord;
import dev.muster.journal.RunRecord.SourceFile;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.plan.PlannedStep;
import dev.muster.result.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What a journal remembers of a plan, so that a resume can tell what has changed: digests only, and none of a secret. */
final class PlanRecord {
    /** What objects without a text of their own show; another each time. */
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{1,8}\\b");

    private final IdentityHashMap<PlannedStep, String> known = new IdentityHashMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final Map<Map<String, String>, Integer> profiles = new LinkedHashMap<>();

    private PlanRecord() {}

    /** @param sources the files that the job was read from, its inventories apart */
    static Contents of(Plan plan, List<Path> sources) throws IOException {
        var files = new LinkedHashMap<Path, SourceFile>();
        for (Path source : sources) {
            add(source, files);
        }
        for (String inventory : plan.inventories()) {
            add(Path.of(inventory), files);
        }
        var record = new PlanRecord();
        List<DeviceRecord> devices = plan.devices().stream()
                .sorted(Comparator.comparingInt(DevicePlan::index))
                .map(record::device)
                .toList();
        return new Contents(List.copyOf(files.values()), List.copyOf(record.profiles.keySet()), devices);
    }

    /** A pipe cannot be read twice, so only what it led to can be compared. */
    private static void add(Path named, Map<Path, SourceFile> files) throws IOException {
        Path file = named.toAbsolutePath().normalize();
        if (Files.isRegularFile(file) && !files.containsKey(file)) {
            files.put(file, new SourceFile(file.toString(), sha256(file)));
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Output.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private DeviceRecord device(DevicePlan device) {
        var profile = new LinkedHashMap<String, String>();
        for (DevicePlan.Origin origin : device.origins()) {
            if (!origin.setting().equals("host") && !origin.setting().equals("port")) {
                profile.put(origin.setting(), digest(origin.value()));
            }
        }
        profile.put("vars", digest(canonical(device.names().get("vars"))));
        List<PlannedStep> steps = device.steps();
        for (int i = 0; i < steps.size(); i++) {
            PlannedStep step = steps.get(i);
            String digest = known.computeIfAbsent(step, any -> digest(step + "\n" + step.commands()));
            profile.put("step " + (i + 1) + " `" + step.name() + "`", digest);
        }
        Integer place = profiles.putIfAbsent(profile, profiles.size());
        return new DeviceRecord(
                device.name(),
                device.host(),
                device.target().port(),
                device.platform().id(),
                device.site(),
                digest(canonical(device.names().get("groups"))
                        + canonical(device.names().get("data"))),
                place == null ? profiles.size() - 1 : place);
    }

    /** The same text for the same value, in whatever order its maps are. */
    private static String canonical(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, String>();
            map.forEach((key, each) -> sorted.put(String.valueOf(key), canonical(each)));
            return sorted.toString();
        }
        if (value instanceof List<?> list) {
            var texts = new ArrayList<String>();
            list.forEach(each -> texts.add(canonical(each)));
            return texts.toString();
        }
        return String.valueOf(value);
    }

    /** Devices have much in common, so most texts are met again. */
    private String digest(String text) {
        return digests.computeIfAbsent(text, PlanRecord::checksum);
    }

    private static String checksum(String text) {
        var crc = new CRC32C();
        String same = text.indexOf('@') < 0 ? text : IDENTITY.matcher(text).replaceAll("");
        crc.update(same.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), 8);
    }
}
