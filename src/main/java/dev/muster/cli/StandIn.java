package dev.muster.cli;

import dev.muster.inventory.LabSpec;
import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.lab.LabState;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.plan.Prepared;
import dev.muster.secret.Secret;
import dev.muster.transport.HostKeyMode;
import dev.muster.transport.Target;
import dev.muster.transport.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan whose devices can be reached: as it is, or with the embedded lab behind it. */
final class StandIn implements AutoCloseable {
    /** The reference book's network, where the accounts are known and one address never answers. */
    private static final String BOOK_NETWORK = "192.168.100.";

    private static final String BOOK_SILENT = "192.168.100.11";

    /** Of devices that are logged in to by key: the lab has no such keys. */
    private static final String NO_PASSWORD = "by key";

    private static final int LONGEST_NAME = 40;

    private final Plan plan;
    private final @Nullable Lab lab;

    private StandIn(Plan plan, @Nullable Lab lab) {
        this.plan = plan;
        this.lab = lab;
    }

    /**
     * How lab devices stand in for those of the inventory.
     *
     * @param latency before each answer, or null for the usual one
     * @param faults device names to the labels of their faults
     */
    record Rehearsal(@Nullable Duration latency, Map<String, Set<String>> faults) {}

    /** A plan whose devices need no lab. */
    static StandIn none(Plan plan) {
        return new StandIn(plan, null);
    }

    /** @param rehearse how lab devices stand in for those of the inventory, or null where they do not */
    static StandIn of(Prepared prepared, @Nullable Rehearsal rehearse) throws WrongInput {
        LabSpec spec = prepared.lab();
        if (spec == null && rehearse == null) {
            return new StandIn(prepared.plan(), null);
        }
        List<DevicePlan> devices = prepared.plan().devices();
        List<String> names = hostNames(devices);
        var simulated = new ArrayList<LabDevice>();
        for (int i = 0; i < devices.size(); i++) {
            DevicePlan device = devices.get(i);
            LabDevice own = spec == null ? rehearsal(device, names.get(i)) : specified(device, spec);
            simulated.add(rehearse == null ? own : rehearsed(own, device, rehearse));
        }
        try {
            Lab lab = Lab.start(simulated, 0);
            var reachable = new ArrayList<DevicePlan>();
            for (int i = 0; i < devices.size(); i++) {
                DevicePlan device = devices.get(i);
                reachable.add(reached(device, lab, names.get(i)));
            }
            return new StandIn(prepared.plan().with(List.copyOf(reachable)), lab);
        } catch (IOException e) {
            throw new WrongInput("the lab cannot start: " + e.getMessage());
        }
    }

    /** The plan to run. */
    Plan plan() {
        return plan;
    }

    /** What the lab devices are called, so that their prompts are such as the platforms know, each another. */
    private static List<String> hostNames(List<DevicePlan> devices) {
        var names = new ArrayList<String>();
        var taken = new HashSet<String>();
        for (DevicePlan device : devices) {
            String wanted = hostName(device);
            String name = wanted;
            for (int i = 2; !taken.add(name); i++) {
                name = wanted + "-" + i;
            }
            names.add(name);
        }
        return names;
    }

    /** The book's devices are R1, R2 ... by the last number of their address. */
    private static String hostName(DevicePlan device) {
        String host = device.target().host();
        String name = device.name().replaceAll("[^\\w.-]", "-");
        return host.startsWith(BOOK_NETWORK)
                ? "R" + host.substring(BOOK_NETWORK.length())
                : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** The same ways as in the plan, each to the port on which the lab device offers it. */
    private static DevicePlan reached(DevicePlan device, Lab lab, String name) {
        List<Way> ways = device.ways().stream()
                .map(way -> switch (way) {
                    case Way.Ssh ssh -> (Way) new Way.Ssh(lab.port(name));
                    case Way.Netconf netconf -> new Way.Netconf(lab.port(name), netconf.base());
                    case Way.Telnet telnet -> new Way.Telnet(lab.telnetPort(name), telnet.login());
                })
                .toList();
        return device.with(target(device, ways.getFirst().port()), ways)
                .with(new Way.Netconf(lab.port(name), device.netconf().base()));
    }

    private static Target target(DevicePlan device, int port) {
        Target target = device.target();
        return new Target(
                "127.0.0.1",
                port,
                target.username(),
                target.password() == null ? Secret.of(NO_PASSWORD) : target.password(),
                HostKeyMode.OFF,
                target.knownHosts(),
                target.ssh());
    }

    private static LabDevice specified(DevicePlan device, LabSpec spec) {
        int place = Integer.parseInt(device.name().substring(1)) - 1;
        long spread = spec.slowest().toMillis() - spec.quickest().toMillis();
        long wait = spec.devices() < 2 ? 0 : spread * place / (spec.devices() - 1);
        return new LabDevice(
                        device.name(),
                        spec.platform(),
                        "cisco",
                        "cisco",
                        "cisco",
                        spec.quickest().plusMillis(wait),
                        faults(device.name(), spec))
                .with(new LabState(
                        spec.facts().getOrDefault(device.name(), Map.of()),
                        spec.changes().getOrDefault(device.name(), List.of())));
    }

    private static Set<LabFault> faults(String device, LabSpec spec) {
        var faults = EnumSet.noneOf(LabFault.class);
        spec.faults().forEach((fault, devices) -> {
            if (new HashSet<>(devices).contains(device)) {
                faults.add(LabFault.valueOf(fault.toUpperCase(Locale.ROOT)));
            }
        });
        return faults;
    }

    private static LabDevice rehearsed(LabDevice own, DevicePlan device, Rehearsal rehearse) {
        var faults = EnumSet.noneOf(LabFault.class);
        faults.addAll(own.faults());
        rehearse.faults()
                .getOrDefault(device.name(), Set.of())
                .forEach(fault -> faults.add(LabFault.valueOf(fault.toUpperCase(Locale.ROOT))));
        return new LabDevice(
                        own.hostname(),
                        own.platform(),
                        own.username(),
                        own.password(),
                        own.enablePassword(),
                        rehearse.latency() == null ? own.latency() : rehearse.latency(),
                        faults)
                .with(own.state());
    }

    /** Any device's own account works in a rehearsal; the book's network has the book's accounts. */
    private static LabDevice rehearsal(DevicePlan device, String hostName) {
        Target target = device.target();
        boolean book = target.host().startsWith(BOOK_NETWORK);
        Set<LabFault> faults = target.host().equals(BOOK_SILENT) ? Set.of(LabFault.UNREACHABLE) : Set.of();
        return new LabDevice(
                hostName,
                device.platform().id(),
                book ? "cisco" : target.username(),
                book ? "cisco" : target.password() == null ? NO_PASSWORD : text(target.password()),
                book ? "cisco" : text(device.enablePassword()),
                Duration.ofMillis(10),
                faults);
    }

    private static String text(@Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }

    @Override
    public void close() {
        if (lab != null) {
            lab.close();
        }
    }
}
