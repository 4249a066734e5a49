package dev.muster.cli;

import dev.muster.yaml.Suggestion;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** {@code --faults FAULT=NAME,...} and {@code FAULT=10%}: which devices have which faults; always the same ones. */
final class FaultList {
    private FaultList() {}

    /**
     * The faults by device.
     *
     * @param given fault to device names, or to a share of them such as {@code 10%}
     * @param known the labels of the faults that there are
     */
    static Map<String, Set<String>> of(Map<String, String> given, List<String> known, List<String> devices)
            throws WrongInput {
        Map<String, Set<String>> byDevice = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : given.entrySet()) {
            String fault = entry.getKey().toLowerCase(Locale.ROOT);
            if (!known.contains(fault)) {
                throw new WrongInput("--faults: no fault `" + entry.getKey() + "`" + Suggestion.among(known, fault));
            }
            for (String word : entry.getValue().split(",", -1)) {
                for (String device : devices(fault, word.strip(), devices)) {
                    byDevice.computeIfAbsent(device, any -> new LinkedHashSet<>())
                            .add(fault);
                }
            }
        }
        return byDevice;
    }

    private static List<String> devices(String fault, String word, List<String> devices) throws WrongInput {
        if (word.matches("\\d{1,3}%")) {
            int percent = Integer.parseInt(word.substring(0, word.length() - 1));
            if (percent > 100) {
                throw new WrongInput("--faults " + fault + "=" + word + ": more than 100%");
            }
            long count = Math.round(devices.size() * percent / 100.0);
            return devices.stream()
                    .sorted(Comparator.comparingLong((String device) -> hash(fault + " " + device))
                            .thenComparing(device -> device))
                    .limit(percent > 0 ? Math.max(1, count) : 0)
                    .toList();
        }
        if (!devices.contains(word)) {
            throw new WrongInput("--faults " + fault + ": no device `" + word + "` in this run"
                    + Suggestion.among(devices, word) + " (or a share of them, such as 10%)");
        }
        return List.of(word);
    }

    private static long hash(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
