package dev.muster.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.platform.PlatformCatalog;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    @Test
    void planShowsTheRunItsStepsAndALineForEachDevice() {
        Plan plan = plan("""
                devices:
                  - {name: R1, host: 192.0.2.1, platform: cisco_iosxe, username: net}
                  - {name: core-2, host: "2001:db8::2", platform: cisco_ios, username: net, port: 2222}
                run: {limits: {run: 90m}, output: {memory_limit: 1500}}
                steps:
                  - {show: [show version, show clock], when: data is defined}
                  - {expect: [{send: enable}, {until: Password}, {send: x, hidden: true}, {send: ""}], limit: 5s}
                """);

        assertEquals("""
                Job demo  (demo.yaml)
                  inventory     demo.yaml
                  max_workers   50
                  order         completed
                  on_error      continue
                  run limit     1h30m
                  memory_limit  1500 bytes
                  output limit  256MiB
                  reports       csv, json, html

                Steps
                  show  show version  when data is defined  limit 30s
                      show version
                      show clock
                  expect  expect  limit 5s
                      enable
                      ********
                      (Enter)

                Devices (2)
                  R1      net@192.0.2.1:22        cisco_iosxe  5 commands
                  core-2  net@[2001:db8::2]:2222  cisco_iosxe  5 commands
                """, PlanText.of(plan));
    }

    @Test
    void stepsThatDifferByDeviceAreShownForTheFirst() {
        Plan plan = plan("""
                devices:
                  - {name: R1, host: a, platform: linux, username: u}
                  - {name: R2, host: b, platform: linux, username: u}
                steps: [{show: "ping {{ name }}", name: ping}]
                """);

        assertTrue(PlanText.of(plan).contains("Steps of R1 (others differ: --device NAME)\n"), PlanText.of(plan));
        assertTrue(PlanText.of(plan.devices().get(1)).contains("      ping R2\n"));
    }

    @Test
    void fleetOfFiftyThousandDevicesIsPlannedWithSharedParts() {
        var yaml = new StringBuilder("run: {max_workers: 500}\nsteps: [{show: show version}]\ndevices:\n");
        for (int i = 0; i < 50_000; i++) {
            yaml.append("  - {name: R").append(i).append(", host: \"fleet-").append(i);
            yaml.append(".example.net\", platform: cisco_iosxe, username: net, data: {rack: ")
                    .append(i)
                    .append("}}\n");
        }
        List<DevicePlan> devices = plan(yaml.toString()).devices();

        assertEquals(50_000, devices.size());
        assertSame(devices.get(0).steps(), devices.get(49_999).steps());
        assertSame(devices.get(0).target().ssh(), devices.get(49_999).target().ssh());
    }

    private static Plan plan(String yaml) {
        var problems = new Problems();
        Node node = YamlFile.parse("demo.yaml", yaml, problems);
        assertNotNull(node, () -> problems.all().toString());
        Job job = JobFile.read(node, problems);
        assertNotNull(job);
        Prepared prepared = new Planner(Overrides.NONE, new PlatformCatalog(), true, problems).plan(job);
        assertNotNull(prepared, () -> problems.all().toString());
        return prepared.plan();
    }
}
