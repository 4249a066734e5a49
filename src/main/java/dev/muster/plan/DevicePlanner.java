package dev.muster.plan;

import dev.muster.inventory.Device;
import dev.muster.inventory.DeviceNames;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.platform.Telnet;
import dev.muster.secret.Secret;
import dev.muster.transport.Hop;
import dev.muster.transport.Login;
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
    private final LoginPlanner logins;
    private final TargetPlanner targets;
    private final RoutePlanner routes;
    private final HttpPlanner https;
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
            Set<String> dataKeys,
            List<Device> known) {}

    /** Where secrets and logins come from. */
    record Credentials(SecretStore secrets, LoginPlanner logins) {}

    DevicePlanner(
            Surroundings around,
            PlatformCatalog catalog,
            Credentials credentials,
            StepPlanner steps,
            Problems problems) {
        this.nearest = around.nearest();
        this.typedPassword = around.typedPassword();
        this.farther = around.jobLimits().over(Origins.BUILT_IN);
        this.vars = around.vars();
        this.dataKeys = around.dataKeys();
        this.catalog = catalog;
        this.secrets = credentials.secrets();
        this.logins = credentials.logins();
        this.targets = new TargetPlanner(problems);
        this.routes = new RoutePlanner(
                new RoutePlanner.Around(around.known(), nearest, farther, typedPassword),
                logins,
                targets,
                secrets,
                problems);
        this.https = new HttpPlanner(secrets, problems);
        this.steps = steps;
        this.problems = problems;
    }

    /** The device's plan, or null when it lacks something; {@link #tellWhatLacks()} says what. */
    @Nullable
    DevicePlan plan(Device device) {
        Settings settings = nearest.over(device.settings()).over(farther);
        Platform platform = platform(device, settings);
        List<Way> ways = ways(settings, platform);
        String suffix = platform == null ? "" : platform.login().usernameSuffix();
        int port = ways.isEmpty() ? Way.Ssh.USUAL_PORT : ways.getFirst().port();
        Target target = target(device, settings, suffix, port);
        if (platform == null || target == null || ways.isEmpty()) {
            return null;
        }
        Limits limits = limits(settings);
        boolean asks = steps.needsHttp() || HttpPlanner.isUsual(settings);
        DevicePlan.Web web = asks ? https.web(settings, platform, target, limits) : null;
        DeviceSteps.For context = context(device, settings, platform, limits, ways, web);
        List<PlannedStep> planned = steps.steps(context);
        HttpPlanner.checkCommandLine(device.name(), settings, planned, problems);
        return new DevicePlan(
                next++,
                device.name(),
                target.host(),
                target,
                ways,
                Ways.netconf(settings),
                platform,
                secrets.secret(settings.get(Setting.ENABLE_PASSWORD)),
                prompt(settings),
                limits,
                site(device),
                context.names(),
                planned,
                new Origins(settings, platform),
                web);
    }

    private DeviceSteps.For context(
            Device device,
            Settings settings,
            Platform platform,
            Limits limits,
            List<Way> ways,
            DevicePlan.@Nullable Web web) {
        return new DeviceSteps.For(
                device.name(),
                platform,
                limits.command(),
                refusedWhen(settings),
                new DeviceNames(device, platform.id(), vars, dataKeys),
                ways.stream().anyMatch(way -> way instanceof Way.Ssh),
                !(ways.getFirst() instanceof Way.Netconf),
                HttpPlanner.via(settings),
                web == null ? null : web.api());
    }

    private static String site(Device device) {
        Object site = device.data().get("site");
        return site == null ? "" : site.toString();
    }

    private static @Nullable Pattern prompt(Settings settings) {
        Sourced<Pattern> own = settings.get(Setting.PROMPT);
        return own == null ? null : own.value();
    }

    private static List<Pattern> refusedWhen(Settings settings) {
        Sourced<List<Pattern>> own = settings.get(Setting.REFUSED_WHEN);
        return own == null ? List.of() : own.value();
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
        if (name == null && steps.areFromHere()) {
            return catalog.find("terminal");
        }
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

    private @Nullable Target target(Device device, Settings settings, String usernameSuffix, int port) {
        List<Login> as = logins.logins(settings, typedPassword);
        if (as.isEmpty() && steps.areFromHere()) {
            as = List.of(Login.of("", null));
        }
        if (as.isEmpty()) {
            lacks("username", device);
            return null;
        }
        if (!usernameSuffix.isEmpty()) {
            as = as.stream().map(login -> login.withSuffix(usernameSuffix)).toList();
        }
        Hop via = routes.via(device, settings);
        return targets.target(settings, port, as, via, via == null ? routes.proxy(settings) : null);
    }

    private List<Way> ways(Settings settings, @Nullable Platform platform) {
        Telnet telnet = platform == null ? Telnet.USUAL : platform.login().telnet();
        List<Way> ways = Ways.of(settings, telnet, problems);
        return shared(ways, () -> ways);
    }

    private Limits limits(Settings settings) {
        var limits = new Limits(
                TargetPlanner.value(settings, Setting.LIMIT_CONNECT).value(),
                TargetPlanner.value(settings, Setting.LIMIT_AUTH).value(),
                TargetPlanner.value(settings, Setting.LIMIT_COMMAND).value(),
                TargetPlanner.value(settings, Setting.LIMIT_DEVICE).value());
        return shared(limits, () -> limits);
    }

    @SuppressWarnings("unchecked") // each kind of key leads to one kind of value
    private <T> T shared(Object key, java.util.function.Supplier<T> made) {
        return (T) shared.computeIfAbsent(key, unknown -> Objects.requireNonNull(made.get()));
    }
}
