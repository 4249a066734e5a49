package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulations' data fits together and fits the platforms that Muster knows. */
class SimulationsTest {
    private final Simulations simulations = new Simulations();
    private final PlatformCatalog platforms = new PlatformCatalog();

    @Test
    void aliasesAndPlatformsWithoutDataAnswerAsIos() {
        Simulation ios = simulations.of("cisco_iosxe");
        assertSame(ios, simulations.of("cisco_ios"));
        assertSame(ios, simulations.of("terminal"));
        assertSame(ios, simulations.of("made_up"));
        assertSame(simulations.of("frr"), simulations.of("frrouting"));
    }

    static List<String> names() {
        return List.of(
                "arista_eos",
                "aruba_aos_6",
                "aruba_aos_8",
                "cisco_asa",
                "cisco_iosxe",
                "cisco_iosxr",
                "cisco_nxos",
                "frr",
                "fujitsu_switch",
                "hp_comware",
                "hp_comware_limited",
                "juniper_junos",
                "linux",
                "mikrotik_routeros");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPlatformHasASimulationOfItsOwn(String name) {
        assertTrue(name.equals("cisco_iosxe") || simulations.of(name) != simulations.of("cisco_iosxe"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyModeThatIsNamedExists(String name) {
        Simulation simulation = simulations.of(name);
        simulation.mode(simulation.login());
        simulation.mode(simulation.exec());
        for (Simulation.Mode mode : simulation.modes().values()) {
            for (String other : new String[] {mode.up(), mode.top(), mode.wider()}) {
                assertTrue(other == null || simulation.modes().containsKey(other), () -> "no mode " + other);
            }
        }
        simulation.commands().forEach((mode, commands) -> {
            simulation.mode(mode);
            commands.forEach(command -> goalsExist(simulation, command.effects()));
        });
    }

    private static void goalsExist(Simulation simulation, List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Enter enter) {
                simulation.mode(enter.mode().replace("${s}", ""));
                simulation.mode(enter.mode().replace("${s}", "-s"));
            }
            if (effect instanceof Effect.When when) {
                goalsExist(simulation, when.effects());
            }
            if (effect instanceof Effect.Ask ask) {
                ask.answers().values().forEach(answer -> goalsExist(simulation, answer));
            }
        }
    }

    /** What sessions know by the time they are in the modes whose prompts name it. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("hostname", "LONG-NAME-OF-A-ROUTER-IN-A-RACK"),
            Map.entry("username", "cisco"),
            Map.entry("section", "interfaces ge-0/0/0"),
            Map.entry("session", "change-4711"),
            Map.entry("short", "Et1"),
            Map.entry("interface", "GigabitEthernet1/0/1"),
            Map.entry("vlan", "10"),
            Map.entry("port", "0/1"),
            Map.entry("profile", "guests"),
            Map.entry("mark", "^"));

    @ParameterizedTest
    @MethodSource("names")
    void everyPromptIsOneThatThePlatformKnows(String name) {
        Platform platform = platforms.find(name);
        assumeTrue(platform != null, () -> "no platform " + name);
        Simulation simulation = simulations.of(name);
        for (int device = 1; device <= 4; device++) {
            Facts facts = new Facts(KNOWN, null).with(simulation.variant(device));
            for (Simulation.Mode mode : simulation.modes().values()) {
                String prompt = facts.fill(mode.prompt()).stripLeading();
                assertFalse(prompt.contains("${"), prompt);
                assertTrue(
                        platform.modes().stream()
                                .anyMatch(known -> known.prompt().matches(prompt)),
                        prompt);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatThePlatformSendsByItselfIsUnderstood(String name) {
        Platform platform = platforms.find(name);
        assumeTrue(platform != null, () -> "no platform " + name);
        Simulation simulation = simulations.of(name);
        boolean some = platform.setup().isEmpty();
        for (String line : platform.setup()) {
            Match match = simulation.matcher().match(simulation.commands(simulation.exec()), line);
            some |= match instanceof Match.Found;
        }
        assertTrue(some, () -> "none of " + platform.setup());
        for (String line : platform.leave()) {
            Match match = simulation.matcher().match(simulation.commands(simulation.exec()), line);
            assertTrue(match instanceof Match.Found || line.length() == 1, line);
        }
    }
}
