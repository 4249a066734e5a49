package dev.muster.inventory;

import java.time.Duration;
import java.util.Locale;

/** Options by which OpenSSH's client says how a host is reached, and what they do here. */
final class SshOption {
    private SshOption() {}

    /** Applies one option with one value; an option without an effect here is left alone. */
    static void apply(SettingReader in, String key, String option, String value) {
        switch (option.toLowerCase(Locale.ROOT)) {
            case "stricthostkeychecking" -> hostKeys(in, key, value);
            case "userknownhostsfile" -> in.put(Setting.KNOWN_HOSTS, key, value.split("\\s+")[0]);
            case "kexalgorithms" -> in.put(Setting.SSH_KEX, key, value);
            case "ciphers" -> in.put(Setting.SSH_CIPHERS, key, value);
            case "macs" -> in.put(Setting.SSH_MACS, key, value);
            case "hostkeyalgorithms" -> in.put(Setting.SSH_HOST_KEYS, key, value);
            case "connecttimeout" -> seconds(in, Setting.LIMIT_CONNECT, key, value);
            case "serveraliveinterval" -> seconds(in, Setting.KEEPALIVE, key, value);
            default -> {} // all else concerns ssh itself
        }
    }

    private static void hostKeys(SettingReader in, String key, String value) {
        HostKeyRule rule = switch (value.toLowerCase(Locale.ROOT)) {
            case "no", "off" -> HostKeyRule.OFF;
            case "accept-new" -> HostKeyRule.ACCEPT_NEW;
            default -> HostKeyRule.STRICT; // there is nobody to ask
        };
        in.put(Setting.HOST_KEY, key, rule);
    }

    /** Seconds, or OpenSSH's times such as 1m30s; 0 says nothing. */
    private static void seconds(SettingReader in, Setting<Duration> setting, String key, String value) {
        if (value.matches("\\d{1,5}") && !value.matches("0+")) {
            in.put(setting, key, Duration.ofSeconds(Long.parseLong(value)));
        } else if (!value.matches("0+|none")) {
            in.problem(key, "`" + key + "` needs seconds, found `" + value + "`");
        }
    }
}
