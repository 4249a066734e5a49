package dev.muster.plan;

import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.platform.Telnet;
import dev.muster.transport.TelnetLogin;
import dev.muster.transport.Way;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to a device by its {@code transport} and {@code port}: the port is that of the first way. */
final class Ways {
    private Ways() {}

    /** The ways; those that are not supported are noted and left out. */
    static List<Way> of(Settings settings, Telnet telnet, Problems problems) {
        Sourced<List<String>> transport = settings.get(Setting.TRANSPORT);
        var ways = new ArrayList<Way>();
        if (transport != null) {
            Sourced<Integer> port = settings.get(Setting.PORT);
            for (String name : transport.value()) {
                if (name.equals("netconf")) {
                    continue; // no way to a command line
                }
                boolean first = name.equals(transport.value().getFirst());
                Way way = way(name, first && port != null ? port.value() : null, telnet);
                if (way == null) {
                    problems.add(transport.mark(), "transport `" + name + "` is not supported in this version");
                } else {
                    ways.add(way);
                }
            }
        }
        if (ways.isEmpty() && transport != null && transport.value().contains("netconf")) {
            ways.add(netconf(settings));
        }
        return List.copyOf(ways);
    }

    /** Where NETCONF is: its own port; else {@code port} where that belongs to NETCONF; else the usual one. */
    static Way.Netconf netconf(Settings settings) {
        Sourced<Integer> own = settings.get(Setting.NETCONF_PORT);
        Sourced<List<String>> transport = settings.get(Setting.TRANSPORT);
        Sourced<Integer> port = settings.get(Setting.PORT);
        boolean first = transport != null && transport.value().getFirst().equals("netconf");
        int general = first && port != null ? port.value() : Way.Netconf.USUAL_PORT;
        Sourced<String> base = settings.get(Setting.NETCONF_BASE);
        return new Way.Netconf(own != null ? own.value() : general, base == null ? null : base.value());
    }

    private static @Nullable Way way(String name, @Nullable Integer port, Telnet telnet) {
        return switch (name) {
            case "ssh" -> new Way.Ssh(port == null ? Way.Ssh.USUAL_PORT : port);
            case "telnet" -> new Way.Telnet(port == null ? Way.Telnet.USUAL_PORT : port, login(telnet));
            default -> null;
        };
    }

    private static TelnetLogin login(Telnet telnet) {
        return new TelnetLogin(telnet.user(), telnet.password(), telnet.failed());
    }

    /** The port where none is set, for people. */
    static String usualPorts(Settings settings) {
        List<String> ports = of(settings, Telnet.USUAL, new Problems()).stream()
                .map(way -> String.valueOf(way.port()))
                .toList();
        return ports.isEmpty() ? "none" : String.join(", ", ports);
    }
}
