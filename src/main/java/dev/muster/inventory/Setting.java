package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Something that can be set for a device, by the device itself or by anything that it stands under.
 *
 * @param <T> what its values are
 * @param name as Muster's inventory form has it; {@code ssh.kex} is the key {@code kex} under {@code ssh}
 * @param shown a value as people may see it
 */
public record Setting<T>(String name, Function<T, String> shown) {
    public static final Setting<String> HOST = new Setting<>("host", text -> text);
    public static final Setting<Integer> PORT =
            new Setting<>("port", port -> port == 0 ? "a free one" : String.valueOf(port));
    public static final Setting<String> PLATFORM = new Setting<>("platform", text -> text);
    /** To be tried in this order. */
    public static final Setting<List<String>> TRANSPORT = new Setting<>("transport", list -> String.join(", ", list));

    public static final Setting<SecretText> USERNAME = new Setting<>("username", Shown::plain);
    public static final Setting<SecretText> PASSWORD = new Setting<>("password", SecretText::display);
    public static final Setting<SecretText> ENABLE_PASSWORD = new Setting<>("enable_password", SecretText::display);
    /** Paths relative to the file that names them, or keys themselves. */
    public static final Setting<List<SecretText>> PRIVATE_KEY = new Setting<>("private_key", Shown::keys);

    public static final Setting<SecretText> PASSPHRASE = new Setting<>("passphrase", SecretText::display);
    /** {@code true}, {@code false} or the path of the agent's socket. */
    public static final Setting<String> AGENT = new Setting<>("agent", text -> text);
    /** User names, passwords and keys, to be tried in this order. */
    public static final Setting<List<Settings>> CREDENTIALS = new Setting<>("credentials", Shown::credentials);

    /** Answers to questions beside the password, by a part of their text. */
    public static final Setting<Map<String, SecretText>> ANSWERS = new Setting<>("answers", Shown::answers);

    public static final Setting<HostKeyRule> HOST_KEY = new Setting<>("host_key", HostKeyRule::label);
    /** A path relative to the file that names it. */
    public static final Setting<String> KNOWN_HOSTS = new Setting<>("known_hosts", text -> text);

    /** Jump hosts, the one nearest to us first; empty for none. */
    public static final Setting<List<Via>> VIA = new Setting<>("via", Shown::hops);
    /** A URL, or {@code none}. */
    public static final Setting<SecretText> PROXY = new Setting<>("proxy", Shown::proxy);

    public static final Setting<Integer> NETCONF_PORT = new Setting<>("netconf.port", String::valueOf);
    /** Which version of the base is offered to the device; both where nothing is set. */
    public static final Setting<String> NETCONF_BASE = new Setting<>("netconf.base", text -> text);

    public static final Setting<String> SSH_KEX = new Setting<>("ssh.kex", text -> text);
    public static final Setting<String> SSH_CIPHERS = new Setting<>("ssh.ciphers", text -> text);
    public static final Setting<String> SSH_MACS = new Setting<>("ssh.macs", text -> text);
    public static final Setting<String> SSH_HOST_KEYS = new Setting<>("ssh.host_keys", text -> text);
    public static final Setting<SpeakFirst> SPEAK_FIRST =
            new Setting<>("ssh.speak_first", who -> who.name().toLowerCase(Locale.ROOT));
    public static final Setting<Duration> KEEPALIVE = new Setting<>("ssh.keepalive", Durations::text);

    public static final Setting<Pattern> PROMPT = new Setting<>("prompt", Pattern::pattern);
    /** Texts by which this device rejects a command, beside its platform's. */
    public static final Setting<List<Pattern>> REFUSED_WHEN = new Setting<>("refused_when", Shown::patterns);

    public static final Setting<Duration> LIMIT_CONNECT = new Setting<>("limits.connect", Durations::text);
    public static final Setting<Duration> LIMIT_AUTH = new Setting<>("limits.auth", Durations::text);
    public static final Setting<Duration> LIMIT_COMMAND = new Setting<>("limits.command", Durations::text);
    public static final Setting<Duration> LIMIT_DEVICE = new Setting<>("limits.device", Durations::text);

    private static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            PLATFORM,
            TRANSPORT,
            USERNAME,
            PASSWORD,
            ENABLE_PASSWORD,
            PRIVATE_KEY,
            PASSPHRASE,
            AGENT,
            CREDENTIALS,
            ANSWERS,
            HOST_KEY,
            KNOWN_HOSTS,
            VIA,
            PROXY,
            NETCONF_PORT,
            NETCONF_BASE,
            SSH_KEX,
            SSH_CIPHERS,
            SSH_MACS,
            SSH_HOST_KEYS,
            SPEAK_FIRST,
            KEEPALIVE,
            PROMPT,
            REFUSED_WHEN,
            LIMIT_CONNECT,
            LIMIT_AUTH,
            LIMIT_COMMAND,
            LIMIT_DEVICE);

    /** Who sends the SSH identification first. */
    public enum SpeakFirst {
        CLIENT,
        DEVICE
    }

    /** Every setting, in the order in which people read them. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    @Override
    public String toString() {
        return name;
    }
}
