package dev.muster.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.job.JobFile;
import dev.muster.platform.PlatformCatalog;
import dev.muster.transport.Way;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaysTest extends PlanFixture {
    private final Problems problems = new Problems();

    private @Nullable Prepared planned(String keys) throws IOException {
        var job = JobFile.read(write("job.yaml", """
                devices:
                  - {name: A, host: 192.0.2.1, platform: linux, username: u, %s}
                  - {name: B, host: 192.0.2.2, platform: linux, username: u, %s}
                steps: [{show: x}]
                """.formatted(keys, keys)), problems);
        assertNotNull(job);
        return new Planner(Overrides.NONE, new PlatformCatalog(), true, problems).plan(job);
    }

    private List<DevicePlan> devices(String keys) throws IOException {
        Prepared prepared = planned(keys);
        assertEquals(List.of(), problems.all());
        assertNotNull(prepared);
        return prepared.plan().devices();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: {}                              | ssh 22",
                "transport: ssh                        | ssh 22",
                "transport: telnet                     | telnet 23",
                "'transport: telnet, port: 2323'       | telnet 2323",
                "'transport: [ssh, telnet]'            | ssh 22, telnet 23",
                "'transport: [ssh, telnet], port: 22'  | ssh 22, telnet 23",
                "'transport: [ssh, telnet], port: 9'   | ssh 9, telnet 23",
                "'transport: [telnet, ssh], port: 9'   | telnet 9, ssh 22",
            })
    void theFirstTransportHasTheDevicesPortAndTheOthersTheirUsual(String keys, String ways) throws IOException {
        DevicePlan device = devices(keys).getFirst();
        List<String> found = device.ways().stream()
                .map(way -> way.label() + " " + way.port())
                .toList();
        assertEquals(ways, String.join(", ", found));
        assertEquals(device.ways().getFirst().port(), device.target().port());
    }

    @Test
    void whatManyDevicesHaveInCommonIsMadeOnce() throws IOException {
        List<DevicePlan> devices = devices("transport: [ssh, telnet]");
        assertSame(devices.get(0).ways(), devices.get(1).ways());
    }

    @ParameterizedTest
    @CsvSource({"telnet, 23", "ssh, 22", "'[ssh, telnet]', '22, 23'"})
    void aPlanSaysWhichPortHoldsWhereNoneIsSet(String transport, String port) throws IOException {
        DevicePlan device = devices("transport: " + transport).getFirst();
        assertTrue(
                device.origins().contains(new DevicePlan.Origin("port", port, "built-in")), device.origins()::toString);
    }

    @Test
    void aStandInIsReachedInTheWaysThatItOffers() throws IOException {
        DevicePlan device = devices("transport: telnet").getFirst();
        List<Way> ways = List.of(new Way.Ssh(5022));
        assertEquals(ways, device.with(device.target().at(5022), ways).ways());
    }

    @ParameterizedTest
    @CsvSource({
        "'[ssh, ssh]', `transport` names a transport twice",
        "telnett, unknown transport `telnett`; did you mean `telnet`?",
    })
    void transportsThatCannotBeUsedAreNamedWithTheirPlace(String transport, String problem) throws IOException {
        assertNull(planned("transport: " + transport));
        String first = problems.all().getFirst().toString();
        assertTrue(first.matches(".*job\\.yaml:2:\\d+: .*"), first);
        assertTrue(first.endsWith(problem), first);
    }
}
