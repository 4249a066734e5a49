package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import java.time.Duration;
import java.util.Map;

/** What a key of a foreign form does. */
@FunctionalInterface
interface ForeignKey {
    /** The scrapli and asyncssh names of transports that are called otherwise here. */
    Map<String, String> TRANSPORTS =
            Map.of("system", "ssh", "paramiko", "ssh", "ssh2", "ssh", "asyncssh", "ssh", "asynctelnet", "telnet");

    void read(SettingReader in, String key);

    static ForeignKey text(Setting<String> setting) {
        return (in, key) -> in.text(setting, key);
    }

    static ForeignKey secret(Setting<SecretText> setting) {
        return (in, key) -> in.secret(setting, key);
    }

    static ForeignKey limit(Setting<Duration> setting) {
        return (in, key) -> in.limit(setting, key);
    }

    static ForeignKey algorithms(Setting<String> setting) {
        return (in, key) -> in.algorithms(setting, key);
    }

    /** A key with an effect that Muster cannot give, unless its value asks for none. */
    static ForeignKey only(String why, String... harmless) {
        return (in, key) -> in.onlyAs(key, why, harmless);
    }

    /** The same for a key that may be empty, which is to say nothing. */
    static ForeignKey unlessBlank(ForeignKey use) {
        return (in, key) -> {
            boolean blank = in.fields().node(key) instanceof Scalar scalar
                    && scalar.text().isBlank();
            if (!blank) {
                use.read(in, key);
            }
        };
    }

    /** Paramiko looks for keys in the user's home unless it is given one; here a key is always named. */
    static void useKeys(SettingReader in, String key) {
        if (Boolean.TRUE.equals(in.neededBoolean(key)) && !in.fields().has("key_file")) {
            in.fields()
                    .problem(
                            key,
                            "`use_keys` looks for keys in ~/.ssh, which Muster does not: name one with `key_file`");
        }
    }

    /** Seconds; 0 for never. */
    static void keepalive(SettingReader in, String key) {
        boolean never =
                in.fields().node(key) instanceof Scalar scalar && scalar.text().equals("0");
        if (!never) {
            in.limit(Setting.KEEPALIVE, key);
        }
    }

    /** Whether host keys are checked at all. */
    static void strict(SettingReader in, String key) {
        Boolean strict = in.neededBoolean(key);
        if (strict != null) {
            in.put(Setting.HOST_KEY, key, strict ? HostKeyRule.STRICT : HostKeyRule.OFF);
        }
    }

    /** A file of host keys; an explicit nothing means, as it does for asyncssh, that no key is checked. */
    static void knownHosts(SettingReader in, String key) {
        if (isNothing(in.fields().node(key))) {
            in.put(Setting.HOST_KEY, key, HostKeyRule.OFF);
        } else if (in.oldBoolean(key) == null) {
            in.text(Setting.KNOWN_HOSTS, key);
        }
    }

    /** A platform by the name that another tool has for it. */
    static void platformName(SettingReader in, String key) {
        String name = in.fields().text(key);
        if (name != null && !name.isBlank()) {
            in.put(Setting.PLATFORM, key, PlatformNames.of(name));
        }
    }

    /** netmiko names the transport in the type: {@code cisco_ios_telnet}. */
    static void deviceType(SettingReader in, String key) {
        String type = in.fields().text(key);
        if (type == null) {
            return;
        }
        if (type.endsWith("_telnet")) {
            in.put(Setting.TRANSPORT, key, java.util.List.of("telnet"));
        }
        in.put(Setting.PLATFORM, key, type.replaceFirst("_(?:telnet|ssh)$", ""));
    }

    /** One timeout for everything, where nothing more precise is given. */
    static void timeout(SettingReader in, String key) {
        in.limitUnlessSet(Setting.LIMIT_CONNECT, key);
        in.limitUnlessSet(Setting.LIMIT_AUTH, key);
        in.limitUnlessSet(Setting.LIMIT_COMMAND, key);
    }

    /** scrapli's options by transport, of which asyncssh's algorithm lists have an effect. */
    static void transportOptions(SettingReader in, String key) {
        Fields byTransport = in.fields().child(key);
        if (byTransport == null) {
            return;
        }
        Fields options = byTransport.child("asyncssh");
        byTransport.done();
        if (options == null) {
            return;
        }
        SettingReader inner = in.within(options);
        ForeignForm.ALGORITHMS.forEach((name, use) -> {
            if (options.has(name)) {
                use.read(inner, name);
            }
        });
        options.done();
    }

    /** Whether a key stands there without a value, which Python reads as None. */
    static boolean isNothing(@org.jspecify.annotations.Nullable Node node) {
        return node instanceof Scalar scalar && scalar.type() == Type.NULL;
    }
}
