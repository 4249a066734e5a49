package dev.muster.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.CheckResult;
import dev.muster.result.FailureKind;
import dev.muster.testkit.Sample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetAuditTest {
    @TempDir
    Path folder;

    private FleetAudit fleet(String check) {
        return new FleetAudit(Audited.checks(folder, "- " + check));
    }

    private void add(FleetAudit fleet, int index, String serial) {
        var device = new Audited(folder).table("serial=" + serial);
        fleet.add(Audited.names("R" + (index + 1)), device.device(index), device.around());
    }

    private static String of(FleetAudit fleet) {
        CheckResult result = fleet.results().getFirst();
        return result.status().label() + (result.detail().isEmpty() ? "" : ": " + result.detail());
    }

    @Test
    void aValueThatTwoDevicesHaveIsNotUnique() {
        var fleet = fleet("{of: table, unique: 'rows[0].serial'}");
        add(fleet, 0, "A");
        add(fleet, 1, "B");
        assertEquals("pass", of(fleet));
        add(fleet, 3, "A");
        add(fleet, 2, "C");
        assertEquals("fail: `A` on 2 devices: R1, R4", of(fleet));
        add(fleet, 3, "D");
        assertEquals("pass", of(fleet), "a device that ran again counts once, as it is now");
    }

    @Test
    void theOddOnesComeBehindWhatMostHave() {
        var fleet = fleet("{of: table, same: 'rows[0].serial'}");
        for (int i = 0; i < 8; i++) {
            add(fleet, i, i == 2 ? "X" : "A");
        }
        assertEquals("fail: `A` on 7 devices: R1, R2, R4, R5, R6 and 2 more\n`X` on 1 device: R3", of(fleet));
    }

    @Test
    void withoutTheValueOfADeviceNothingPasses() {
        var fleet = fleet("{of: table, unique: 'rows[0].serial'}");
        add(fleet, 0, "A");
        fleet.add(
                Audited.names("R2"), Sample.failed(1, FailureKind.AUTHENTICATION, "no"), new Audited(folder).around());
        assertEquals("error: not known of 1 device: R2 (the device was not asked `table`: no)", of(fleet));
        add(fleet, 2, "A");
        assertTrue(of(fleet).startsWith("fail: `A` on 2 devices: R1, R3\nnot known of 1 device: R2"));
    }

    @Test
    void devicesThatItDoesNotConcernHaveNoPart() {
        var fleet = fleet("{of: table, unique: 'rows[0].serial', select: \"name != 'R2'\"}");
        assertEquals("skipped: it concerns no device", of(fleet));
        add(fleet, 0, "A");
        add(fleet, 1, "A");
        assertEquals("pass", of(fleet));
    }

    @Test
    void wholeOutputsCanBeComparedAndAreNotKept() {
        var fleet = fleet("{of: config, same: output}");
        for (int i = 0; i < 2; i++) {
            var device = new Audited(folder).config("x".repeat(100_000) + i);
            fleet.add(Audited.names("R" + i), device.device(i), device.around());
        }
        String found = of(fleet);
        assertTrue(found.startsWith("fail: `xxx") && found.length() < 600, found);
    }

    @Test
    void checksOfOneDeviceAreNotCompared() {
        assertTrue(new FleetAudit(Audited.checks(folder, "- {of: config, contains: x}")).isEmpty());
        assertEquals(List.of(), fleet("{of: config, contains: x}").results());
    }
}
