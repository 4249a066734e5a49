package dev.muster.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.platform.PlatformCatalog;
import dev.muster.secret.Secret;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a job, an inventory and a secret, for tests that plan. */
class PlanFixture {
    static final String JOB = """
            inventory: devices.yaml
            vars: {ntp: [192.0.2.9], who: nobody}
            run: {max_workers: 9, limits: {connect: 1s, command: 40s, run: 1h}}
            steps:
              - show: show version
              - {show: "ping {{ vars.ntp[0] }} from {{ name }} {{ vars.who }}", limit: 7s}
            """;
    static final String INVENTORY = """
            defaults: {platform: cisco_iosxe, username: net, password: "${file:password}", limits: {command: 50s}}
            groups:
              slow: {limits: {command: 60s}, host_key: off, known_hosts: keys/known, data: {site: ams}}
              fast: {limits: {command: 5s, auth: 2s}}
            devices:
              - {name: R1, host: 192.0.2.1, groups: [slow, fast]}
              - {name: R2, host: "2001:db8::2", port: 2222, limits: {command: 70s}, groups: [fast], enable_password: x}
              - {name: R3, host: 192.0.2.3, username: bob, ssh: {ciphers: "+aes128-cbc", speak_first: device}}
            """;

    @TempDir
    Path folder;

    static String revealed(@Nullable Secret secret) {
        assertNotNull(secret);
        return secret.reveal();
    }

    static List<String> names(Plan plan) {
        return plan.devices().stream().map(DevicePlan::name).toList();
    }

    Prepared prepared(String job, Overrides overrides) throws IOException {
        write("password", "s3cret\n");
        return prepared(job, INVENTORY, overrides, true);
    }

    Prepared prepared(String job, String inventory, Overrides overrides, boolean lookUp) throws IOException {
        var problems = new Problems();
        Prepared prepared = plan(job, inventory, overrides, lookUp, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(prepared);
        return prepared;
    }

    List<String> told(String job, Overrides overrides) throws IOException {
        write("password", "s3cret\n");
        var problems = new Problems();
        assertNull(plan(job, INVENTORY, overrides, true, problems));
        return problems.all().stream().map(Problem::toString).toList();
    }

    private @Nullable Prepared plan(
            String text, String inventory, Overrides overrides, boolean lookUp, Problems problems) throws IOException {
        write("devices.yaml", inventory);
        Job job = JobFile.read(write("job.yaml", text), problems);
        assertNotNull(job);
        return new Planner(overrides, new PlatformCatalog(), lookUp, problems).plan(job);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
