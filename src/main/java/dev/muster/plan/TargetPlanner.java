package dev.muster.plan;

import dev.muster.inventory.HostKeyRule;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.transport.Access;
import dev.muster.transport.Hop;
import dev.muster.transport.HostKeyMode;
import dev.muster.transport.Login;
import dev.muster.transport.Proxy;
import dev.muster.transport.SshAlgorithms;
import dev.muster.transport.SshAlgorithms.Kind;
import dev.muster.transport.SshOptions;
import dev.muster.transport.Target;
import dev.muster.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes targets of settings, those of devices and those of jump hosts; what many have in common is made once. */
final class TargetPlanner {
    private final Problems problems;
    private final Map<Object, Object> shared = new HashMap<>();

    TargetPlanner(Problems problems) {
        this.problems = problems;
    }

    /** @param logins at least one */
    Target target(Settings settings, int port, List<Login> logins, @Nullable Hop via, @Nullable Proxy proxy) {
        Login first = logins.getFirst();
        boolean plain =
                logins.size() == 1 && first.keys().isEmpty() && first.agent() == null && via == null && proxy == null;
        Sourced<String> host = settings.get(Setting.HOST);
        Sourced<String> knownHosts = value(settings, Setting.KNOWN_HOSTS);
        return new Target(
                host == null ? "" : host.value(),
                port,
                first.username(),
                first.password(),
                mode(value(settings, Setting.HOST_KEY).value()),
                this.<Path>shared(knownHosts, () -> knownHosts.mark().path(knownHosts.value())),
                ssh(settings),
                plain ? Access.DIRECT : new Access(logins, via, proxy));
    }

    private static HostKeyMode mode(HostKeyRule rule) {
        return switch (rule) {
            case STRICT -> HostKeyMode.STRICT;
            case ACCEPT_NEW -> HostKeyMode.ACCEPT_NEW;
            case OFF -> HostKeyMode.OFF;
        };
    }

    private SshOptions ssh(Settings settings) {
        Sourced<Duration> keepalive = settings.get(Setting.KEEPALIVE);
        var options = new SshOptions(
                algorithms(settings, Setting.SSH_KEX, Kind.KEX),
                algorithms(settings, Setting.SSH_CIPHERS, Kind.CIPHERS),
                algorithms(settings, Setting.SSH_MACS, Kind.MACS),
                algorithms(settings, Setting.SSH_HOST_KEYS, Kind.HOST_KEYS),
                value(settings, Setting.SPEAK_FIRST).value() == Setting.SpeakFirst.DEVICE,
                keepalive == null ? Duration.ZERO : keepalive.value());
        return shared(options, () -> options);
    }

    private String algorithms(Settings settings, Setting<String> setting, Kind kind) {
        Sourced<String> list = settings.get(setting);
        if (list == null || list.value().isBlank()) {
            return "";
        }
        // most devices share one list; it is checked once
        this.<Optional<String>>shared(List.of(kind, list), () -> SshAlgorithms.mistake(kind, list.value()))
                .ifPresent(mistake -> problems.add(list.mark(), "`" + setting + "`: " + mistake));
        return list.value();
    }

    /** A setting that Muster has a value of its own for. */
    static <T> Sourced<T> value(Settings settings, Setting<T> setting) {
        return Objects.requireNonNull(settings.get(setting));
    }

    @SuppressWarnings("unchecked") // each kind of key leads to one kind of value
    private <T> T shared(Object key, Supplier<T> made) {
        return (T) shared.computeIfAbsent(key, unknown -> Objects.requireNonNull(made.get()));
    }
}
