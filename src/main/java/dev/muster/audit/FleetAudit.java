package dev.muster.audit;

import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Compares devices with each other, of which it keeps one short value each; used from many threads. */
public final class FleetAudit {
    private static final int LONGEST_VALUE = 120;

    private final List<Check> checks;
    private final List<Map<Integer, Voice>> voices = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** What one device says to a check. */
    private sealed interface Voice {
        record Value(String device, String value) implements Voice {}

        record Unknown(String device, String reason) implements Voice {}

        record NotConcerned() implements Voice {}
    }

    /** @param checks those of them that compare devices are looked at */
    public FleetAudit(List<Check> checks) {
        this.checks = checks.stream().filter(Check::isAcrossDevices).toList();
        this.checks.forEach(check -> voices.add(new TreeMap<>()));
    }

    /** Whether there is nothing to compare. */
    public boolean isEmpty() {
        return checks.isEmpty();
    }

    /**
     * Takes what a device gave, in place of what it gave before.
     *
     * @param known what expressions see of the device before it runs
     */
    public void add(Map<String, @Nullable Object> known, DeviceResult device, DeviceAudit.Surroundings around) {
        if (checks.isEmpty()) {
            return;
        }
        var audit = new DeviceAudit(known, device, around);
        for (int i = 0; i < checks.size(); i++) {
            Voice voice = voice(checks.get(i), audit, device.device());
            lock.lock();
            try {
                voices.get(i).put(device.index(), voice);
            } finally {
                lock.unlock();
            }
        }
    }

    private static Voice voice(Check check, DeviceAudit audit, String device) {
        try {
            return audit.notConcerned(check).isEmpty()
                    ? new Voice.Value(device, shortened(audit.value(check, compared(check))))
                    : new Voice.NotConcerned();
        } catch (ExpressionException | IOException | RuntimeException | StackOverflowError e) {
            return new Voice.Unknown(device, DeviceAudit.why(e));
        }
    }

    /** Whole outputs can be compared; what is kept of a long one tells it from all others. */
    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE
                ? value
                : value.substring(0, LONGEST_VALUE / 2) + "... (" + value.length() + " characters, sha256 "
                        + Output.of(value).sha256() + ")";
    }

    private static Expression compared(Check check) {
        for (Expectation expectation : check.expectations()) {
            if (expectation instanceof Expectation.Unique unique) {
                return unique.value();
            }
            if (expectation instanceof Expectation.Same same) {
                return same.value();
            }
        }
        throw new IllegalStateException(check.name() + " compares nothing");
    }

    /** What the checks find, in their order. */
    public List<CheckResult> results() {
        var results = new ArrayList<CheckResult>();
        lock.lock();
        try {
            for (int i = 0; i < checks.size(); i++) {
                results.add(result(checks.get(i), List.copyOf(voices.get(i).values())));
            }
        } finally {
            lock.unlock();
        }
        return results;
    }

    private static CheckResult result(Check check, List<Voice> said) {
        var byValue = new LinkedHashMap<String, List<String>>();
        var unknown = new ArrayList<Voice.Unknown>();
        for (Voice voice : said) {
            switch (voice) {
                case Voice.Value value ->
                    byValue.computeIfAbsent(value.value(), any -> new ArrayList<>())
                            .add(value.device());
                case Voice.Unknown no -> unknown.add(no);
                case Voice.NotConcerned no -> {}
            }
        }
        if (byValue.isEmpty() && unknown.isEmpty()) {
            return check.result(CheckStatus.SKIPPED, "it concerns no device");
        }
        boolean unique = check.expectations().stream().anyMatch(each -> each instanceof Expectation.Unique);
        var lines = new ArrayList<>(unique ? repeated(byValue) : different(byValue));
        CheckStatus status = lines.isEmpty() ? CheckStatus.PASS : CheckStatus.FAIL;
        if (!unknown.isEmpty()) {
            status = lines.isEmpty() ? CheckStatus.ERROR : CheckStatus.FAIL;
            lines.add("not known of " + Shown.counted(unknown.size(), "device") + ": "
                    + Shown.first(unknown, each -> Shown.line(each.device()) + " (" + each.reason() + ")"));
        }
        return check.result(status, Shown.lines(lines));
    }

    private static List<String> repeated(Map<String, List<String>> byValue) {
        var lines = new ArrayList<String>();
        byValue.forEach((value, devices) -> {
            if (devices.size() > 1) {
                lines.add(Shown.quoted(value) + " on " + Shown.counted(devices.size(), "device") + ": "
                        + Shown.first(devices, Shown::line));
            }
        });
        return lines;
    }

    /** What most have comes first, then the odd ones. */
    private static List<String> different(Map<String, List<String>> byValue) {
        if (byValue.size() < 2) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        byValue.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .forEach(entry -> lines.add(Shown.quoted(entry.getKey()) + " on "
                        + Shown.counted(entry.getValue().size(), "device") + ": "
                        + Shown.first(entry.getValue(), Shown::line)));
        return lines;
    }
}
