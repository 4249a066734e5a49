package dev.muster.notify;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.Severity;
import dev.muster.testkit.Sample;
import java.nio.file.Path;
import java.util.List;

/** Ends of runs. */
final class Ends {
    private Ends() {}

    static Digest of(int status, DeviceResult... results) {
        var digesting = new Digesting();
        Sample.events(Path.of("reports/demo/20261122-1"), List.of(results)).forEach(digesting::on);
        return digesting.digest(status);
    }

    static Digest well() {
        return of(0, Sample.ok(0), Sample.ok(1));
    }

    static Digest failed() {
        return of(
                1,
                Sample.ok(0).checked(List.of(check("no telnet", CheckStatus.FAIL, "transport input telnet"))),
                Sample.failed(
                        1, FailureKind.AUTHENTICATION, "192.0.2.2 refused the login\u001b[31m of <!channel> *net*"));
    }

    private static CheckResult check(String name, CheckStatus status, String detail) {
        return new CheckResult(name, "", status, Severity.HIGH, detail, "", "");
    }
}
