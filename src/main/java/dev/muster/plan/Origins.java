package dev.muster.plan;

import dev.muster.inventory.HostKeyRule;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.plan.DevicePlan.Origin;
import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.yaml.Mark;
import java.util.AbstractList;
import java.util.List;

/** Where each setting of a device came from, worked out only when somebody looks. */
final class Origins extends AbstractList<Origin> {
    /** What holds where nobody says otherwise. */
    static final Settings BUILT_IN = Settings.builder()
            .put(Setting.TRANSPORT, List.of("ssh"), Mark.of("built-in"))
            .put(Setting.HOST_KEY, HostKeyRule.STRICT, Mark.of("built-in"))
            .put(Setting.KNOWN_HOSTS, "~/.ssh/known_hosts", Mark.of("built-in"))
            .put(Setting.SPEAK_FIRST, Setting.SpeakFirst.CLIENT, Mark.of("built-in"))
            .put(Setting.LIMIT_CONNECT, Limits.DEFAULT.connect(), Mark.of("built-in"))
            .put(Setting.LIMIT_AUTH, Limits.DEFAULT.auth(), Mark.of("built-in"))
            .put(Setting.LIMIT_COMMAND, Limits.DEFAULT.command(), Mark.of("built-in"))
            .put(Setting.LIMIT_DEVICE, Limits.DEFAULT.device(), Mark.of("built-in"))
            .build();

    private final Settings settings;
    private final Platform platform;

    Origins(Settings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
    }

    @Override
    public int size() {
        return Setting.all().size();
    }

    @Override
    public Origin get(int index) {
        return origin(Setting.all().get(index));
    }

    private <T> Origin origin(Setting<T> setting) {
        Sourced<T> value = settings.get(setting);
        if (value != null) {
            return new Origin(
                    setting.name(),
                    setting.shown().apply(value.value()),
                    value.mark().fileAndLine());
        }
        if (setting.equals(Setting.PROMPT)) {
            Mode mode = platform.mode(platform.defaultMode());
            return new Origin(
                    setting.name(), mode == null ? "" : mode.prompt().toString(), "platform " + platform.id());
        }
        if (setting.equals(Setting.PORT)) {
            return new Origin(setting.name(), Ways.usualPorts(settings), "built-in");
        }
        if (setting.name().startsWith("http.")) {
            return new Origin(setting.name(), HttpPlanner.usual(setting, platform), "built-in");
        }
        boolean algorithms = setting.name().startsWith("ssh.") && !setting.equals(Setting.KEEPALIVE);
        return new Origin(setting.name(), algorithms ? "Muster's defaults" : "none", "built-in");
    }
}
