package dev.muster.plan;

import dev.muster.inventory.Device;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.inventory.Via;
import dev.muster.secret.Secret;
import dev.muster.secret.SecretText;
import dev.muster.transport.Hop;
import dev.muster.transport.Login;
import dev.muster.transport.Proxy;
import dev.muster.transport.Way;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out through which jump hosts and proxy a device is reached. */
final class RoutePlanner {
    private static final List<Setting<?>> LOGIN = List.of(
            Setting.PASSWORD,
            Setting.PRIVATE_KEY,
            Setting.PASSPHRASE,
            Setting.AGENT,
            Setting.CREDENTIALS,
            Setting.ANSWERS);
    private static final List<Setting<?>> SURROUNDINGS =
            List.of(Setting.USERNAME, Setting.HOST_KEY, Setting.KNOWN_HOSTS, Setting.LIMIT_CONNECT, Setting.LIMIT_AUTH);

    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Settings nearest;
    private final Settings farther;
    private final @Nullable Secret typed;
    private final LoginPlanner logins;
    private final TargetPlanner targets;
    private final SecretStore secrets;
    private final Problems problems;
    private final Map<Sourced<SecretText>, Optional<Proxy>> proxies = new HashMap<>();

    /** What holds for all. */
    record Around(
            List<Device> known,
            Settings nearest,
            Settings farther,
            @Nullable Secret typed) {}

    RoutePlanner(Around around, LoginPlanner logins, TargetPlanner targets, SecretStore secrets, Problems problems) {
        around.known().forEach(device -> devices.putIfAbsent(device.host(), device));
        around.known().forEach(device -> devices.put(device.name(), device));
        this.nearest = around.nearest();
        this.farther = around.farther();
        this.typed = around.typed();
        this.logins = logins;
        this.targets = targets;
        this.secrets = secrets;
        this.problems = problems;
    }

    /** The last jump host before a device, or null when it is reached without any. */
    @Nullable
    Hop via(Device device, Settings settings) {
        return via(device.name(), settings, List.of(device.name()));
    }

    private @Nullable Hop via(String name, Settings settings, List<String> behind) {
        Sourced<List<Via>> via = settings.get(Setting.VIA);
        Hop hop = null;
        for (Via each : via == null ? List.<Via>of() : via.value()) {
            Device device = each.own() == null ? devices.get(each.name()) : null;
            if (device != null && device.name().equals(name)) {
                return hop; // `via` of the defaults holds for the jump host too, which does not stand in its own way
            }
            hop = each.own() == null ? ofDevice(each, device, hop, settings, behind) : own(each, hop, settings);
            if (hop == null) {
                return null;
            }
        }
        return hop;
    }

    private @Nullable Hop ofDevice(
            Via via, @Nullable Device device, @Nullable Hop before, Settings through, List<String> behind) {
        if (device == null) {
            problems.add(
                    via.mark(),
                    "`via` names no device: `" + via.name() + "`" + Suggestion.among(devices.keySet(), via.name())
                            + " (a jump host that is no device: {host: ADDRESS, username: ...})");
            return null;
        }
        if (behind.contains(device.name())) {
            problems.add(
                    via.mark(),
                    "`via` leads in a circle: " + String.join(" via ", behind) + " via " + device.name()
                            + "; give the one that is reached straight `via: none`");
            return null;
        }
        Settings settings = nearest.only(List.of(Setting.HOST_KEY))
                .over(device.settings())
                .over(nearest)
                .over(farther);
        var chain = new ArrayList<>(behind);
        chain.add(device.name());
        int told = problems.size();
        Hop first = before == null ? via(device.name(), settings, chain) : before;
        return problems.size() > told ? null : hop(via, settings, first, through);
    }

    /** What such a jump host does not say itself is as for the device behind it, its login as a whole or not at all. */
    private @Nullable Hop own(Via via, @Nullable Hop before, Settings through) {
        Settings own = via.own() == null ? Settings.NONE : via.own();
        boolean hasLogin = LOGIN.stream().anyMatch(setting -> own.get(setting) != null);
        var inherited = new ArrayList<>(SURROUNDINGS);
        if (!hasLogin) {
            inherited.addAll(LOGIN);
        }
        return hop(via, own.over(through.only(inherited)).over(farther), before, through);
    }

    private @Nullable Hop hop(Via via, Settings settings, @Nullable Hop before, Settings through) {
        boolean hasLogin = LOGIN.stream().anyMatch(setting -> settings.get(setting) != null);
        List<Login> ways = logins.logins(settings, hasLogin ? null : typed);
        if (ways.isEmpty()) {
            lacksUser(via.mark(), via.name());
            return null;
        }
        Sourced<Integer> port = settings.get(Setting.PORT);
        Proxy proxy = before != null ? null : proxy(settings.over(through));
        return new Hop(
                via.name(),
                targets.target(settings, port == null ? Way.Ssh.USUAL_PORT : port.value(), ways, before, proxy),
                TargetPlanner.value(settings, Setting.LIMIT_CONNECT).value(),
                TargetPlanner.value(settings, Setting.LIMIT_AUTH).value());
    }

    private void lacksUser(Mark mark, String name) {
        problems.add(mark, "no username for jump host `" + name + "`");
    }

    /** The proxy that the connection leaving this machine goes through, or null. */
    @Nullable
    Proxy proxy(Settings settings) {
        Sourced<SecretText> url = settings.get(Setting.PROXY);
        return url == null ? null : proxies.computeIfAbsent(url, this::parsed).orElse(null);
    }

    private Optional<Proxy> parsed(Sourced<SecretText> url) {
        String text = secrets.text(url);
        boolean unknown = !url.value().isLiteral() && text.equals(url.value().display());
        if (text.equalsIgnoreCase("none") || text.isBlank() || unknown) {
            return Optional.empty();
        }
        Proxy proxy = Proxy.parse(text);
        if (proxy == null) {
            problems.add(
                    url.mark(),
                    "`proxy` needs socks5://HOST:PORT or http://HOST:PORT, with USER:PASSWORD@"
                            + " before the host where it wants a login");
        }
        return Optional.ofNullable(proxy);
    }
}
