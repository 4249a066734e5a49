package dev.muster.inventory;

import dev.muster.inventory.Setting.SpeakFirst;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Node.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the keys that say as whom and by which way a device is reached. */
final class AccessKeys {
    /** {@code ops@jump.example.net:2222} */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:([^@\\s]+)@)?(\\[[0-9A-Fa-f:.]+(?:%[\\w.-]+)?]|[^@:\\s\\[\\]]+)(?::(\\d{1,5}))?");

    private AccessKeys() {}

    /** Everything but jump hosts. */
    static void login(SettingReader reader) {
        keys(reader, "private_key");
        reader.secret(Setting.PASSPHRASE, "passphrase");
        agent(reader, "agent");
        credentials(reader);
        answers(reader);
        proxy(reader);
    }

    /** {@code device} or {@code client}; true is the device. */
    static void speakFirst(SettingReader reader) {
        Boolean device = reader.oldBoolean("speak_first");
        reader.put(
                Setting.SPEAK_FIRST,
                "speak_first",
                device == null
                        ? reader.fields().oneOf("speak_first", SpeakFirst.class)
                        : device ? SpeakFirst.DEVICE : SpeakFirst.CLIENT);
    }

    /** {@code {Verification code: "${env:CODE}"}}. */
    private static void answers(SettingReader reader) {
        Node node = reader.fields().node("answers");
        if (node == null) {
            return;
        }
        if (!(node instanceof Mapping mapping)) {
            reader.problem("answers", "`answers` needs a mapping of question to answer, found " + node.kind());
            return;
        }
        var answers = new LinkedHashMap<String, SecretText>();
        for (Node.Entry entry : mapping.entries()) {
            var answer = new SecretText(entry.value() instanceof Scalar scalar ? scalar.text() : "");
            String mistake = entry.value() instanceof Scalar
                    ? answer.mistake()
                    : "it needs text, found " + entry.value().kind();
            if (mistake != null) {
                reader.problem("answers", "the answer to `" + entry.key() + "`: " + mistake);
            }
            answers.put(entry.key(), answer);
        }
        reader.put(Setting.ANSWERS, "answers", answers);
    }

    /** One private key or several, each a path or a reference. */
    static void keys(SettingReader reader, String key) {
        var keys = new ArrayList<SecretText>();
        for (String text : reader.fields().texts(key)) {
            var secret = new SecretText(text.strip());
            String mistake = text.isBlank() ? "it is empty" : secret.mistake();
            if (mistake != null) {
                reader.problem(key, "`" + key + "`: " + mistake);
                return;
            }
            keys.add(secret);
        }
        reader.put(Setting.PRIVATE_KEY, key, keys.isEmpty() ? null : List.copyOf(keys));
    }

    /** Whether an ssh-agent is asked, or at which socket. */
    static void agent(SettingReader reader, String key) {
        Boolean wanted = reader.oldBoolean(key);
        if (wanted != null) {
            reader.put(Setting.AGENT, key, wanted.toString());
        } else {
            reader.text(Setting.AGENT, key);
        }
    }

    private static void credentials(SettingReader reader) {
        Node node = reader.fields().node("credentials");
        if (node == null) {
            return;
        }
        if (!(node instanceof Sequence list)) {
            reader.problem("credentials", "`credentials` needs a list of {username, password}, found " + node.kind());
            return;
        }
        var all = new ArrayList<Settings>();
        for (Node item : list.items()) {
            Fields fields = reader.mapping(item, "a credential");
            if (fields == null) {
                continue;
            }
            Settings.Builder one = Settings.builder();
            SettingReader inner = reader.apart(fields, one);
            inner.secret(Setting.USERNAME, "username");
            inner.secret(Setting.PASSWORD, "password");
            keys(inner, "private_key");
            inner.secret(Setting.PASSPHRASE, "passphrase");
            if (!fields.has("password") && !fields.has("private_key")) {
                fields.problem("username", "a credential needs `password` or `private_key`");
            }
            fields.done();
            all.add(one.build());
        }
        reader.put(Setting.CREDENTIALS, "credentials", List.copyOf(all));
    }

    static void proxy(SettingReader reader) {
        if (Boolean.FALSE.equals(reader.oldBoolean("proxy"))) {
            reader.put(Setting.PROXY, "proxy", new SecretText("none"));
        } else {
            reader.secret(Setting.PROXY, "proxy");
        }
    }

    /** A device's name, a mapping, or a list of these, the first hop first. */
    static void via(SettingReader reader) {
        if (!reader.fields().has("via")) {
            return;
        }
        var hops = new ArrayList<Via>();
        for (Node item : reader.fields().items("via")) {
            boolean none = item instanceof Scalar scalar && scalar.text().matches("(?i)none|false|no|off");
            if (none) {
                continue;
            }
            Via hop = item instanceof Mapping ? mapping(reader, item) : named(reader, item);
            if (hop == null) {
                return;
            }
            hops.add(hop);
        }
        reader.put(Setting.VIA, "via", List.copyOf(hops));
    }

    private static @Nullable Via named(SettingReader reader, Node item) {
        if (!(item instanceof Scalar scalar)
                || scalar.type() == Type.NULL
                || scalar.text().isBlank()) {
            reader.problem("via", "`via` needs a device's name, {host: ...} or a list of these, found " + item.kind());
            return null;
        }
        return scalar.text().contains("@") ? address(reader, "via", scalar) : new Via(scalar.text(), item.mark(), null);
    }

    /** Jump hosts as OpenSSH and asyncssh write them: {@code user@host:port,user@host}. */
    static void tunnel(SettingReader reader, String key) {
        Node node = reader.fields().node(key);
        if (!(node instanceof Scalar scalar)) {
            reader.problem(key, "`" + key + "` needs [user@]host[:port]");
            return;
        }
        tunnel(reader, key, scalar.text());
    }

    /** The same from a part of what the key says. */
    static void tunnel(SettingReader reader, String key, String addresses) {
        Node node = Objects.requireNonNull(reader.fields().node(key));
        var hops = new ArrayList<Via>();
        for (String one : addresses.split(",", -1)) {
            Via hop = address(reader, key, new Scalar(node.mark(), Type.TEXT, one.strip()));
            if (hop == null) {
                return;
            }
            hops.add(hop);
        }
        reader.put(Setting.VIA, key, List.copyOf(hops));
    }

    private static @Nullable Via address(SettingReader reader, String key, Scalar text) {
        Matcher address = ADDRESS.matcher(text.text());
        int port = address.matches() && address.group(3) != null ? Integer.parseInt(address.group(3)) : 22;
        if (!address.matches() || port < 1 || port > 65535) {
            reader.problem(key, "`" + key + "` needs [user@]host[:port], found `" + text.text() + "`");
            return null;
        }
        String host = SettingReader.withoutBrackets(address.group(2));
        Settings.Builder own =
                Settings.builder().put(Setting.HOST, host, text.mark()).put(Setting.PORT, port, text.mark());
        if (address.group(1) != null) {
            own.put(Setting.USERNAME, new SecretText(address.group(1)), text.mark());
        }
        return new Via(host, text.mark(), own.build());
    }

    private static @Nullable Via mapping(SettingReader reader, Node item) {
        Fields fields = reader.mapping(item, "`via`");
        if (fields == null) {
            return null;
        }
        Settings.Builder own = Settings.builder();
        SettingReader inner = reader.apart(fields, own);
        String name = fields.text("name");
        inner.host("host");
        inner.port("port");
        OwnKeys.hop(inner);
        fields.done();
        Settings settings = own.build();
        Sourced<String> host = settings.get(Setting.HOST);
        if (host == null) {
            if (!fields.has("host")) {
                fields.problem("host", "a jump host needs a `host`");
            }
            return null;
        }
        return new Via(name == null ? host.value() : name, item.mark(), settings);
    }
}
