package dev.muster.lab;

import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The simulations, by platform; each is read when it is first asked for. */
final class Simulations {
    private static final String OTHERWISE = "cisco_iosxe";

    private final PlatformCatalog platforms = new PlatformCatalog();
    private final Map<String, Simulation> loaded = new HashMap<>();

    /** How a platform answers; one without data of its own answers as Cisco IOS does. */
    Simulation of(String platform) {
        if (resource(platform + "/device.yaml") != null) {
            return load(platform);
        }
        Platform known = platforms.find(platform);
        return load(known != null && resource(known.id() + "/device.yaml") != null ? known.id() : OTHERWISE);
    }

    private Simulation load(String id) {
        Simulation simulation = loaded.get(id);
        if (simulation == null) {
            String file = id + "/device.yaml";
            var problems = new Problems();
            Node document = YamlFile.parse(file, text(file), problems);
            if (document == null) {
                throw new IllegalStateException("a simulation of Muster's own is broken: " + problems.all());
            }
            simulation = SimulationFile.read(document, problems, this::load, name -> text(id + "/" + name));
            loaded.put(id, simulation);
        }
        return simulation;
    }

    /** The configuration of a fresh device as its NETCONF shows it. */
    static String netconf() {
        return text("netconf/config.xml");
    }

    private static String text(String file) {
        String text = resource(file);
        if (text == null) {
            throw new IllegalStateException("no resource " + file);
        }
        return text;
    }

    private static @Nullable String resource(String file) {
        if (!file.matches("[\\w.-]+/[\\w.-]+")) {
            return null;
        }
        try (InputStream in = Simulations.class.getResourceAsStream(file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
