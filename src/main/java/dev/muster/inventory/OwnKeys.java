package dev.muster.inventory;

import dev.muster.yaml.Fields;
import java.util.List;
import java.util.Map;

/** The keys of Muster's own form that a device, a group and the defaults share. */
final class OwnKeys {
    /** For telling the forms apart. */
    static final List<String> NAMES = List.of(
            "name",
            "host",
            "port",
            "platform",
            "transport",
            "username",
            "password",
            "enable_password",
            "credentials",
            "private_key",
            "passphrase",
            "agent",
            "answers",
            "host_key",
            "known_hosts",
            "via",
            "proxy",
            "ssh",
            "netconf",
            "prompt",
            "limits",
            "groups",
            "data");

    private OwnKeys() {}

    static void read(SettingReader reader) {
        reader.port("port");
        reader.text(Setting.PLATFORM, "platform");
        reader.transports("transport", Map.of());
        hop(reader);
        reader.secret(Setting.ENABLE_PASSWORD, "enable_password");
        reader.prompt("prompt", 0);
        AccessKeys.via(reader);
        netconf(reader);
    }

    private static void netconf(SettingReader reader) {
        Fields netconf = reader.fields().child("netconf");
        if (netconf == null) {
            return;
        }
        SettingReader inner = reader.within(netconf);
        inner.put(Setting.NETCONF_PORT, "port", netconf.integer("port", 1, 65535));
        String base = netconf.text("base");
        if (base != null && !List.of("1.0", "1.1").contains(base)) {
            netconf.problem("base", "`base` is 1.0 or 1.1, found `" + base + "`; without it both are offered");
        } else {
            inner.put(Setting.NETCONF_BASE, "base", base);
        }
        netconf.done();
    }

    /** What a jump host needs as a device does. */
    static void hop(SettingReader reader) {
        reader.secret(Setting.USERNAME, "username");
        reader.secret(Setting.PASSWORD, "password");
        reader.put(Setting.HOST_KEY, "host_key", reader.fields().oneOf("host_key", HostKeyRule.class));
        reader.text(Setting.KNOWN_HOSTS, "known_hosts");
        AccessKeys.login(reader);
        ssh(reader);
        limits(reader);
    }

    private static void ssh(SettingReader reader) {
        Fields ssh = reader.fields().child("ssh");
        if (ssh == null) {
            return;
        }
        SettingReader inner = reader.within(ssh);
        inner.algorithms(Setting.SSH_KEX, "kex");
        inner.algorithms(Setting.SSH_CIPHERS, "ciphers");
        inner.algorithms(Setting.SSH_MACS, "macs");
        inner.algorithms(Setting.SSH_HOST_KEYS, "host_keys");
        AccessKeys.speakFirst(inner);
        inner.limit(Setting.KEEPALIVE, "keepalive");
        ssh.done();
    }

    private static void limits(SettingReader reader) {
        Fields limits = reader.fields().child("limits");
        if (limits != null) {
            limitKeys(reader.within(limits));
            limits.done();
        }
    }

    /** The limits that a device can have, from a mapping that may hold others too. */
    static void limitKeys(SettingReader limits) {
        limits.limit(Setting.LIMIT_CONNECT, "connect");
        limits.limit(Setting.LIMIT_AUTH, "auth");
        limits.limit(Setting.LIMIT_COMMAND, "command");
        limits.limit(Setting.LIMIT_DEVICE, "device");
    }
}
