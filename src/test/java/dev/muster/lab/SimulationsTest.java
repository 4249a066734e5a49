package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulations' data fits together and fits the platforms that Muster knows. */
class SimulationsTest {
    private final Simulations simulations = new Simulations();

    @Test
    void aliasesAndPlatformsWithoutDataAnswerAsIos() {
        Simulation ios = simulations.of("cisco_iosxe");
        assertSame(ios, simulations.of("cisco_ios"));
        assertSame(ios, simulations.of("terminal"));
        assertSame(ios, simulations.of("made_up"));
        assertSame(simulations.of("frr"), simulations.of("frrouting"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cisco_iosxe", "frr", "linux"})
    void everyModeThatIsNamedExists(String name) {
        Simulation simulation = simulations.of(name);
        simulation.mode(simulation.login());
        for (Simulation.Mode mode : simulation.modes().values()) {
            for (String other : new String[] {mode.up(), mode.top(), mode.wider()}) {
                assertTrue(other == null || simulation.modes().containsKey(other), () -> "no mode " + other);
            }
        }
        simulation.commands().forEach((mode, commands) -> {
            simulation.mode(mode);
            for (Command command : commands) {
                for (Effect effect : command.effects()) {
                    if (effect instanceof Effect.Enter enter) {
                        simulation.mode(enter.mode());
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"cisco_iosxe", "frr", "linux"})
    void everyPromptIsOneThatThePlatformKnows(String name) {
        Platform platform = new PlatformCatalog().find(name);
        assertNotNull(platform);
        var facts = new Facts(Map.of("hostname", "R1", "username", "cisco"), null);
        for (Simulation.Mode mode : simulations.of(name).modes().values()) {
            String prompt = facts.fill(mode.prompt());
            assertTrue(
                    platform.modes().stream().anyMatch(known -> known.prompt().matches(prompt)), prompt);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cisco_iosxe", "frr", "linux"})
    void whatThePlatformSendsByItselfIsUnderstood(String name) {
        Platform platform = new PlatformCatalog().find(name);
        assertNotNull(platform);
        Simulation simulation = simulations.of(name);
        String mode = simulation.modes().containsKey("privileged") ? "privileged" : simulation.login();
        for (String line : platform.setup()) {
            Match match = simulation.matcher().match(simulation.commands(mode), line);
            assertEquals(Match.Found.class, match.getClass(), line);
        }
    }
}
