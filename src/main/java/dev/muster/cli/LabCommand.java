package dev.muster.cli;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.lab.LabStats;
import dev.muster.platform.PlatformCatalog;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.yaml.Durations;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster lab}: simulated devices to try things on, until Ctrl-C. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "Starts simulated devices on 127.0.0.1 (cisco/cisco, enable cisco) until Ctrl-C.",
        footer = {
            "",
            "The inventory of the lab is printed on standard output:",
            "  muster lab --devices 5 > lab.yaml &",
            "  muster run --devices lab.yaml 'show version'",
        })
final class LabCommand implements Callable<Integer> {
    private static final Duration DAY = Duration.ofDays(1);

    @ParentCommand
    private MusterCommand muster;

    @Option(names = "--devices", paramLabel = "N", description = "How many (default 5).")
    private int devices = 5;

    @Option(names = "--platform", paramLabel = "NAME", description = "What they answer as (default cisco_iosxe).")
    private String platform = "cisco_iosxe";

    @Option(
            names = "--faults",
            paramLabel = "FAULT=NAME,...",
            description =
                    "slow, wrong_password, hang, refuse, close, unreachable, drip, flood_banner, wrong_prompt,"
                            + " no_enable, slow_save, hang_up, mute; once for each fault, as in --faults hang=R3,R4 --faults slow=R5.")
    private Map<String, String> faults = new LinkedHashMap<>();

    @Option(names = "--latency", paramLabel = "TIME", description = "The wait before each answer (default 0s).")
    private String latency = "0s";

    @Option(
            names = "--transport",
            paramLabel = "ssh|telnet",
            description = "How the printed inventory reaches them (default ssh); telnet has free ports.")
    private String transport = "ssh";

    @Option(names = "--port", paramLabel = "P", description = "The port of R1; the others follow (default: free ones).")
    private int port;

    @Override
    public Integer call() throws WrongInput, IOException, InterruptedException {
        Console console = muster.console(false, false);
        if (!List.of("ssh", "telnet").contains(transport)) {
            throw new WrongInput("--transport is `" + transport + "`; known: ssh, telnet");
        }
        List<LabDevice> simulated = simulated();
        var ended = new Event();
        Signals.call(ended::happen);
        try (Lab lab = start(simulated)) {
            console.out(inventory(lab, simulated));
            console.say(devices + (devices == 1 ? " lab device" : " lab devices") + " on 127.0.0.1; Ctrl-C ends "
                    + (devices == 1 ? "it" : "them"));
            while (!ended.await(Deadline.in(DAY))) {
                console.say("the lab is still up");
            }
            LabStats stats = lab.stats();
            console.say(stats.connections() + " connections, " + stats.logins() + " logins, " + stats.authFailures()
                    + " refused, " + stats.commands() + " commands");
        }
        return ExitCode.OK;
    }

    private Lab start(List<LabDevice> simulated) throws WrongInput {
        try {
            return Lab.start(simulated, port);
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongInput("the lab cannot start: " + e.getMessage());
        }
    }

    private List<LabDevice> simulated() throws WrongInput {
        if (devices < 1 || devices > 10_000) {
            throw new WrongInput("--devices is " + devices + "; it must be from 1 to 10000");
        }
        var catalog = new PlatformCatalog();
        if (catalog.find(platform) == null) {
            throw new WrongInput("no platform `" + platform + "`" + Suggestion.among(catalog.names(), platform));
        }
        Duration wait = Durations.parse(latency);
        if (wait == null) {
            throw new WrongInput("--latency is `" + latency + "`; it needs a duration such as 50ms");
        }
        Map<String, Set<LabFault>> byDevice = faultsByDevice();
        var list = new ArrayList<LabDevice>();
        for (int i = 1; i <= devices; i++) {
            String name = "R" + i;
            Set<LabFault> own = Objects.requireNonNullElse(byDevice.remove(name), Set.of());
            list.add(new LabDevice(name, platform, "cisco", "cisco", "cisco", wait, own));
        }
        if (!byDevice.isEmpty()) {
            throw new WrongInput(
                    "--faults names " + String.join(", ", byDevice.keySet()) + "; devices are R1 to R" + devices);
        }
        return list;
    }

    private Map<String, Set<LabFault>> faultsByDevice() throws WrongInput {
        var byDevice = new LinkedHashMap<String, Set<LabFault>>();
        for (Map.Entry<String, String> entry : faults.entrySet()) {
            LabFault fault = fault(entry.getKey());
            for (String name : entry.getValue().split(",", -1)) {
                byDevice.computeIfAbsent(name.strip(), any -> EnumSet.noneOf(LabFault.class))
                        .add(fault);
            }
        }
        return byDevice;
    }

    private static LabFault fault(String name) throws WrongInput {
        @Nullable
        LabFault found = Arrays.stream(LabFault.values())
                .filter(fault -> fault.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
        if (found == null) {
            List<String> known =
                    Arrays.stream(LabFault.values()).map(LabFault::label).toList();
            throw new WrongInput("no fault `" + name + "`" + Suggestion.among(known, name));
        }
        return found;
    }

    private String inventory(Lab lab, List<LabDevice> simulated) {
        var text = new StringBuilder("defaults: {platform: " + platform
                + ", username: cisco, password: cisco, enable_password: cisco, host_key: \"off\""
                + (transport.equals("ssh") ? "" : ", transport: " + transport) + "}\ndevices:\n");
        for (LabDevice device : simulated) {
            text.append("  - {name: ").append(device.hostname()).append(", host: 127.0.0.1, port: ");
            boolean telnet = transport.equals("telnet");
            String name = device.hostname();
            text.append(telnet ? lab.telnetPort(name) : lab.port(name)).append("}\n");
        }
        return text.toString();
    }
}
