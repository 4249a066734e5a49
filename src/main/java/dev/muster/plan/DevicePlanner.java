package dev.muster.plan;

import dev.muster.inventory.Device;
import dev.muster.inventory.DeviceNames;
import dev.muster.inventory.HostKeyRule;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.platform.Telnet;
import dev.muster.secret.Secret;
import dev.muster.transport.HostKeyMode;
import dev.muster.transport.SshAlgorithms;
import dev.muster.transport.SshAlgorithms.Kind;
import dev.muster.transport.SshOptions;
import dev.muster.transport.Target;
import dev.muster.transport.Way;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves one device after the other; what many devices have in common is made once. */
final class DevicePlanner {
    private final Settings nearest;
    private final Settings farther;
    private final @Nullable Secret typedPassword;
    private final Map<String, @Nullable Object> vars;
    private final Set<String> dataKeys;
    private final PlatformCatalog catalog;
    private final SecretStore secrets;
    private final StepPlanner steps;
    private final Problems problems;
    private final Map<Object, Object> shared = new HashMap<>();
    private final Map<String, Lack> lacks = new LinkedHashMap<>();
    private int next;

    /** Devices that lack the same. */
    private record Lack(Mark mark, String first, int more) {}

    /** What holds for every device of a run. */
    record Surroundings(
            Settings nearest,
            @Nullable Secret typedPassword,
            Settings jobLimits,
            Map<String, @Nullable Object> vars,
            Set<String> dataKeys) {}

    DevicePlanner(
            Surroundings around, PlatformCatalog catalog, SecretStore secrets, StepPlanner steps, Problems problems) {
        this.nearest = around.nearest();
        this.typedPassword = around.typedPassword();
        this.farther = around.jobLimits().over(Origins.BUILT_IN);
        this.vars = around.vars();
        this.dataKeys = around.dataKeys();
        this.catalog = catalog;
        this.secrets = secrets;
        this.steps = steps;
        this.problems = problems;
    }

    /** The device's plan, or null when it lacks something; {@link #tellWhatLacks()} says what. */
    @Nullable
    DevicePlan plan(Device device) {
        Settings settings = nearest.over(device.settings()).over(farther);
        Platform platform = platform(device, settings);
        List<Way> ways = ways(settings, platform);
        String username = username(device, settings);
        if (platform == null || username == null || ways.isEmpty()) {
            return null;
        }
        Limits limits = limits(settings);
        var names = new DeviceNames(device, platform.id(), vars, dataKeys);
        Sourced<List<Pattern>> refusedWhen = settings.get(Setting.REFUSED_WHEN);
        var context = new DeviceSteps.For(
                device.name(),
                platform,
                limits.command(),
                refusedWhen == null ? List.of() : refusedWhen.value(),
                names);
        Sourced<Pattern> prompt = settings.get(Setting.PROMPT);
        Object site = device.data().get("site");
        String login = username + platform.login().usernameSuffix();
        Target target = target(settings, login, ways.getFirst().port());
        return new DevicePlan(
                next++,
                device.name(),
                target.host(),
                target,
                ways,
                platform,
                secrets.secret(settings.get(Setting.ENABLE_PASSWORD)),
                prompt == null ? null : prompt.value(),
                limits,
                site == null ? "" : site.toString(),
                names,
                steps.steps(context),
                new Origins(settings, platform));
    }

    /** Notes, once for all devices, what devices lack. */
    void tellWhatLacks() {
        lacks.forEach((what, lack) -> problems.add(
                lack.mark(),
                "no " + what + " for " + lack.first() + (lack.more() > 0 ? " and " + lack.more() + " more" : "")
                        + ": give it to the device, a group or `defaults`"
                        + (what.equals("username") ? ", or use --username" : "")));
    }

    private void lacks(String what, Device device) {
        lacks.merge(
                what,
                new Lack(device.mark(), device.name(), 0),
                (first, again) -> new Lack(first.mark(), first.first(), first.more() + 1));
    }

    private @Nullable Platform platform(Device device, Settings settings) {
        Sourced<String> name = settings.get(Setting.PLATFORM);
        if (name == null) {
            lacks("platform", device);
            return null;
        }
        Platform platform = catalog.find(name.value());
        if (platform == null) {
            problems.add(
                    name.mark(),
                    "unknown platform `" + name.value() + "`" + Suggestion.among(catalog.names(), name.value()));
        }
        return platform;
    }

    private @Nullable String username(Device device, Settings settings) {
        var username = settings.get(Setting.USERNAME);
        if (username == null) {
            lacks("username", device);
            return null;
        }
        return shared(List.of(username), () -> secrets.text(username));
    }

    private List<Way> ways(Settings settings, @Nullable Platform platform) {
        Telnet telnet = platform == null ? Telnet.USUAL : platform.login().telnet();
        List<Way> ways = Ways.of(settings, telnet, problems);
        return shared(ways, () -> ways);
    }

    private Target target(Settings settings, String username, int port) {
        Secret password = typedPassword != null ? typedPassword : secrets.secret(settings.get(Setting.PASSWORD));
        Sourced<String> host = settings.get(Setting.HOST);
        Sourced<String> knownHosts = value(settings, Setting.KNOWN_HOSTS);
        return new Target(
                host == null ? "" : host.value(),
                port,
                username,
                password,
                mode(value(settings, Setting.HOST_KEY).value()),
                shared(knownHosts, () -> knownHosts.mark().path(knownHosts.value())),
                ssh(settings));
    }

    private static HostKeyMode mode(HostKeyRule rule) {
        return switch (rule) {
            case STRICT -> HostKeyMode.STRICT;
            case ACCEPT_NEW -> HostKeyMode.ACCEPT_NEW;
            case OFF -> HostKeyMode.OFF;
        };
    }

    private SshOptions ssh(Settings settings) {
        var options = new SshOptions(
                algorithms(settings, Setting.SSH_KEX, Kind.KEX),
                algorithms(settings, Setting.SSH_CIPHERS, Kind.CIPHERS),
                algorithms(settings, Setting.SSH_MACS, Kind.MACS),
                algorithms(settings, Setting.SSH_HOST_KEYS, Kind.HOST_KEYS),
                value(settings, Setting.SPEAK_FIRST).value() == Setting.SpeakFirst.DEVICE);
        return shared(options, () -> options);
    }

    private String algorithms(Settings settings, Setting<String> setting, Kind kind) {
        Sourced<String> list = settings.get(setting);
        if (list == null || list.value().isBlank()) {
            return "";
        }
        // most devices share one list; it is checked once
        shared(List.of(kind, list), () -> SshAlgorithms.mistake(kind, list.value()))
                .ifPresent(mistake -> problems.add(list.mark(), "`" + setting + "`: " + mistake));
        return list.value();
    }

    private Limits limits(Settings settings) {
        var limits = new Limits(
                value(settings, Setting.LIMIT_CONNECT).value(),
                value(settings, Setting.LIMIT_AUTH).value(),
                value(settings, Setting.LIMIT_COMMAND).value(),
                value(settings, Setting.LIMIT_DEVICE).value());
        return shared(limits, () -> limits);
    }

    /** A setting that Muster has a value of its own for. */
    private static <T> Sourced<T> value(Settings settings, Setting<T> setting) {
        return Objects.requireNonNull(settings.get(setting));
    }

    @SuppressWarnings("unchecked") // each kind of key leads to one kind of value
    private <T> T shared(Object key, java.util.function.Supplier<T> made) {
        return (T) shared.computeIfAbsent(key, unknown -> Objects.requireNonNull(made.get()));
    }
}
