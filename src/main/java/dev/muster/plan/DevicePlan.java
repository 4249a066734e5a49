package dev.muster.plan;

import dev.muster.platform.Platform;
import dev.muster.secret.Secret;
import dev.muster.transport.Target;
import dev.muster.transport.Way;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to run one device; nothing is left to look up.
 *
 * @param host its address as the inventory has it; {@code target} may lead elsewhere in a rehearsal
 * @param ways how it is reached, in the order in which they are tried; the first has the port of {@code target}
 * @param netconf where it takes NETCONF; used only where a step asks for it
 * @param index its place in the inventory's order, from 0
 * @param enablePassword for the platform's privileged mode, or null when none was given
 * @param prompt the device's own prompt, overriding the platform's, or null
 * @param site {@code data.site} as text, empty when there is none
 * @param names what expressions see: {@code device}, its fields by their bare names, and {@code vars}
 * @param origins every setting with the place that it came from, for {@code muster plan}
 */
public record DevicePlan(
        int index,
        String name,
        String host,
        Target target,
        List<Way> ways,
        Way.Netconf netconf,
        Platform platform,
        @Nullable Secret enablePassword,
        @Nullable Pattern prompt,
        Limits limits,
        String site,
        Map<String, @Nullable Object> names,
        List<PlannedStep> steps,
        List<Origin> origins) {

    /** The same device, reached elsewhere. */
    public DevicePlan with(Target other, List<Way> otherWays) {
        return with(other, otherWays, netconf, enablePassword);
    }

    /** The same device for a rehearsal, where no secret is looked up: one that is set has a stand-in. */
    public DevicePlan rehearsed() {
        boolean set = origins.stream()
                .anyMatch(origin -> origin.setting().equals("enable_password")
                        && !origin.source().equals("built-in"));
        return set && enablePassword == null ? with(target, ways, netconf, Secret.of("********")) : this;
    }

    /** The same device, whose NETCONF is reached elsewhere. */
    public DevicePlan with(Way.Netconf other) {
        return with(target, ways, other, enablePassword);
    }

    private DevicePlan with(
            Target other, List<Way> otherWays, Way.Netconf otherNetconf, @Nullable Secret otherEnablePassword) {
        return new DevicePlan(
                index,
                name,
                host,
                other,
                otherWays,
                otherNetconf,
                platform,
                otherEnablePassword,
                prompt,
                limits,
                site,
                names,
                steps,
                origins);
    }

    /** The same device in another place of the inventory's order. */
    public DevicePlan at(int place) {
        return new DevicePlan(
                place,
                name,
                host,
                target,
                ways,
                netconf,
                platform,
                enablePassword,
                prompt,
                limits,
                site,
                names,
                steps,
                origins);
    }

    /**
     * A setting, its value as shown to people, and where it came from.
     *
     * @param source a file and line, "command line", "platform x" or "built-in"
     */
    public record Origin(String setting, String value, String source) {}
}
