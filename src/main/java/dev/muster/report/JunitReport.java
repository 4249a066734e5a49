package dev.muster.report;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code junit.xml} for build servers: a suite for each device, in it a case {@code run} and one for each check; checks
 * across devices are a suite of their own. {@code junit.xml.part} until the run has ended.
 */
final class JunitReport implements RunListener {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String FLEET = "across devices";

    private final DeviceFile file;
    private @Nullable RunInfo run;
    private List<CheckResult> fleet = List.of();

    JunitReport(Path folder, boolean inventoryOrder) throws IOException {
        file = new DeviceFile(folder, DeviceFile.Names.hidden("junit.xml"), inventoryOrder, "\n");
    }

    @Override
    public void on(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> {
                run = started.run();
                file.expect(started.run().devices());
                file.head(out -> write(
                        out,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\""
                                + XmlText.attribute(started.run().job()) + "\">\n"));
            }
            case RunEvent.DeviceEnded ended ->
                file.add(ended.result().index(), out -> write(out, suite(ended.result())));
            case RunEvent.FleetChecked checked -> fleet = checked.checks();
            case RunEvent.RunEnded ended -> {
                String last = fleet.isEmpty() ? "" : "\n" + fleetSuite();
                file.end(out -> write(out, last + "\n</testsuites>\n"));
            }
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String suite(DeviceResult result) {
        boolean isBroken = result.status() != Status.OK;
        Duration took = result.timing().total();
        var cases = new StringBuilder();
        cases.append(opened(result.device(), "run", took));
        cases.append(isBroken ? ">\n" + runError(result) + "    </testcase>\n" : "/>\n");
        result.checks().forEach(check -> cases.append(testcase(result.device(), check)));
        var head = new Head(
                result.device(),
                result.host(),
                result.checks().size() + 1,
                isBroken ? 1 : 0,
                took,
                result.timing().started());
        return head(head, result.checks()) + cases + "  </testsuite>";
    }

    private String fleetSuite() {
        var cases = new StringBuilder();
        fleet.forEach(check -> cases.append(testcase(FLEET, check)));
        Instant started = Objects.requireNonNull(run).started();
        return head(new Head(FLEET, "", fleet.size(), 0, Duration.ZERO, started), fleet) + cases + "  </testsuite>";
    }

    /** @param errors beside those of checks */
    private record Head(String name, String host, int tests, int errors, Duration took, Instant started) {}

    private static String head(Head suite, List<CheckResult> checks) {
        return "  <testsuite name=\"" + XmlText.attribute(suite.name()) + "\""
                + (suite.host().isEmpty() ? "" : " hostname=\"" + XmlText.attribute(suite.host()) + "\"")
                + " tests=\"" + suite.tests() + "\""
                + " failures=\"" + count(checks, CheckStatus.FAIL) + "\""
                + " errors=\"" + (count(checks, CheckStatus.ERROR) + suite.errors()) + "\""
                + " skipped=\"" + count(checks, CheckStatus.SKIPPED) + "\""
                + " time=\"" + seconds(suite.took()) + "\""
                + " timestamp=\"" + STAMP.format(suite.started()) + "\">\n";
    }

    private static long count(List<CheckResult> checks, CheckStatus status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }

    private static String opened(String suite, String name, Duration took) {
        return "    <testcase name=\"" + XmlText.attribute(name) + "\" classname=\"" + XmlText.attribute(suite)
                + "\" time=\"" + seconds(took) + "\"";
    }

    private static String runError(DeviceResult result) {
        Failure failure = result.decisive().failure();
        String kind = failure == null ? result.status().label() : failure.kind().label();
        String message = result.decisive().message();
        String more = failure == null ? "" : "\nhint: " + failure.hint() + lastOutput(failure);
        return trouble("error", kind, message.isEmpty() ? kind : message, message + more);
    }

    private static String lastOutput(Failure failure) {
        return failure.lastOutput() == null ? "" : "\nlast output:\n" + failure.lastOutput();
    }

    private static String testcase(String suite, CheckResult check) {
        String opened = opened(suite, check.name(), Duration.ZERO);
        return switch (check.status()) {
            case PASS -> opened + "/>\n";
            case SKIPPED ->
                opened + ">\n      <skipped message=\"" + XmlText.attribute(check.detail()) + "\"/>\n    </testcase>\n";
            case FAIL -> opened + ">\n" + trouble("failure", check) + "    </testcase>\n";
            case ERROR -> opened + ">\n" + trouble("error", check) + "    </testcase>\n";
        };
    }

    private static String trouble(String element, CheckResult check) {
        String text = check.detail()
                + (check.of().isEmpty() ? "" : "\nof: " + check.of())
                + (check.why().isEmpty() ? "" : "\nwhy: " + check.why())
                + (check.fix().isEmpty() ? "" : "\nfix: " + check.fix());
        String first = check.detail().lines().findFirst().orElse(check.name());
        return trouble(element, check.severity().label(), first, text);
    }

    private static String trouble(String element, String type, String message, String text) {
        return "      <" + element + " type=\"" + XmlText.attribute(type) + "\" message=\"" + XmlText.attribute(message)
                + "\">" + XmlText.content(text) + "</" + element + ">\n";
    }
}
