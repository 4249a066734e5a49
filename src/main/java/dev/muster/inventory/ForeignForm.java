package dev.muster.inventory;

import static dev.muster.inventory.ForeignKey.algorithms;
import static dev.muster.inventory.ForeignKey.limit;
import static dev.muster.inventory.ForeignKey.only;
import static dev.muster.inventory.ForeignKey.secret;
import static dev.muster.inventory.ForeignKey.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A device list of the Python world.
 *
 * @param keys every key that it may have, and what the key does here
 */
record ForeignForm(Map<String, ForeignKey> keys) {
    static final Map<String, ForeignKey> ALGORITHMS = Map.of(
            "kex_algs", algorithms(Setting.SSH_KEX),
            "encryption_algs", algorithms(Setting.SSH_CIPHERS),
            "mac_algs", algorithms(Setting.SSH_MACS),
            "server_host_key_algs", algorithms(Setting.SSH_HOST_KEYS));

    private static final String LATER = "is not supported in this version";
    private static final String NO_EFFECT = "has no effect here; remove it";

    /** A program's own list, used with asyncssh. */
    static final ForeignForm ASYNCSSH = new ForeignForm(asyncssh());
    /** Arguments of scrapli's drivers. */
    static final ForeignForm SCRAPLI = new ForeignForm(scrapli());
    /** Arguments of netmiko's and netdev's connections. */
    static final ForeignForm NETMIKO = new ForeignForm(netmiko());

    private static Map<String, ForeignKey> asyncssh() {
        var keys = common();
        keys.put("username", secret(Setting.USERNAME));
        keys.put("password", secret(Setting.PASSWORD));
        keys.put("enable_password", secret(Setting.ENABLE_PASSWORD));
        keys.put("platform", text(Setting.PLATFORM));
        keys.put("connection_timeout", limit(Setting.LIMIT_CONNECT));
        keys.put("connect_timeout", limit(Setting.LIMIT_CONNECT));
        keys.put("login_timeout", limit(Setting.LIMIT_AUTH));
        keys.put("known_hosts", ForeignKey::knownHosts);
        keys.putAll(ALGORITHMS);
        asyncsshLogin(keys);
        refuse(keys, LATER, "proxy_command", "config");
        return keys;
    }

    private static void asyncsshLogin(Map<String, ForeignKey> keys) {
        keys.put("client_keys", AccessKeys::keys);
        keys.put("passphrase", secret(Setting.PASSPHRASE));
        keys.put("agent_path", AccessKeys::agent);
        keys.put("tunnel", AccessKeys::tunnel);
    }

    private static Map<String, ForeignKey> scrapli() {
        var keys = common();
        keys.put("auth_username", secret(Setting.USERNAME));
        keys.put("auth_password", secret(Setting.PASSWORD));
        keys.put("auth_secondary", secret(Setting.ENABLE_PASSWORD));
        keys.put("auth_strict_key", ForeignKey::strict);
        keys.put("timeout_socket", limit(Setting.LIMIT_CONNECT));
        keys.put("timeout_transport", limit(Setting.LIMIT_AUTH));
        keys.put("timeout_ops", limit(Setting.LIMIT_COMMAND));
        keys.put("platform", text(Setting.PLATFORM));
        keys.put("transport", (in, key) -> in.transports(key, ForeignKey.TRANSPORTS));
        keys.put("transport_options", ForeignKey::transportOptions);
        keys.put("ssh_known_hosts_file", ForeignKey::knownHosts);
        keys.put("comms_prompt_pattern", (in, key) -> in.prompt(key, Pattern.MULTILINE | Pattern.CASE_INSENSITIVE));
        keys.put("comms_ansi", SettingReader::neededBoolean); // control sequences are always removed
        keys.put("failed_when_contains", SettingReader::refusals);
        keys.put("ssh_config_file", only(LATER, "false", ""));
        keys.put("channel_log", only(LATER, "false"));
        keys.put("auth_bypass", only(NO_EFFECT, "false"));
        keys.put("channel_lock", only(NO_EFFECT, "false"));
        keys.put("comms_roughly_match_inputs", only(NO_EFFECT, "false"));
        keys.put("comms_return_char", only(NO_EFFECT, "\n"));
        keys.put("auth_private_key", ForeignKey.unlessBlank(AccessKeys::keys));
        keys.put("auth_private_key_passphrase", ForeignKey.unlessBlank(secret(Setting.PASSPHRASE)));
        refuse(keys, LATER, "textfsm_platform");
        refuse(keys, NO_EFFECT, "auth_telnet_login_pattern", "auth_password_pattern", "auth_passphrase_pattern");
        refuse(keys, NO_EFFECT, "channel_log_mode", "comms_prompt_search_depth", "default_desired_privilege_level");
        refuse(keys, NO_EFFECT, "genie_platform", "logging_uid", "on_close", "on_init", "on_open");
        refuse(keys, NO_EFFECT, "privilege_levels", "variant");
        return keys;
    }

    private static Map<String, ForeignKey> netmiko() {
        var keys = common();
        keys.put("ip", SettingReader::host);
        keys.put("username", secret(Setting.USERNAME));
        keys.put("password", secret(Setting.PASSWORD));
        keys.put("secret", secret(Setting.ENABLE_PASSWORD));
        keys.put("device_type", ForeignKey::deviceType);
        keys.put("conn_timeout", limit(Setting.LIMIT_CONNECT));
        keys.put("auth_timeout", limit(Setting.LIMIT_AUTH));
        keys.put("read_timeout_override", limit(Setting.LIMIT_COMMAND));
        keys.put("timeout", ForeignKey::timeout);
        keys.put("ssh_strict", ForeignKey::strict);
        keys.put("known_hosts", ForeignKey::knownHosts);
        keys.put("alt_key_file", text(Setting.KNOWN_HOSTS));
        keys.putAll(ALGORITHMS);
        netmikoWithout(keys);
        return keys;
    }

    private static void netmikoWithout(Map<String, ForeignKey> keys) {
        keys.put("use_keys", ForeignKey::useKeys);
        keys.put("key_file", ForeignKey.unlessBlank(AccessKeys::keys));
        keys.put("allow_agent", AccessKeys::agent);
        asyncsshLogin(keys); // netdev's
        keys.put("agent_forwarding", only(NO_EFFECT, "false"));
        keys.put("verbose", only(NO_EFFECT, "false"));
        keys.put("keepalive", ForeignKey::keepalive);
        keys.put("ssh_config_file", only(LATER, ""));
        keys.put("session_log", only(LATER, ""));
        refuse(keys, LATER, "pkey", "sock");
        refuse(keys, LATER, "disabled_algorithms");
        refuse(keys, NO_EFFECT, "allow_auto_change", "alt_host_keys", "auto_connect", "banner_timeout");
        refuse(keys, NO_EFFECT, "blocking_timeout", "client_version", "compression_algs", "default_enter");
        refuse(keys, NO_EFFECT, "delay_factor_compat", "disable_lf_normalization", "disable_sha2_fix", "encoding");
        refuse(keys, NO_EFFECT, "family", "fast_cli", "global_cmd_verify", "global_delay_factor", "local_addr");
        refuse(keys, NO_EFFECT, "loop", "pattern", "response_return", "serial_settings", "session_log_file_mode");
        refuse(keys, NO_EFFECT, "session_log_record_writes", "session_timeout", "signature_algs", "sock_telnet");
        refuse(keys, NO_EFFECT, "system_host_keys");
    }

    private static Map<String, ForeignKey> common() {
        var keys = new LinkedHashMap<String, ForeignKey>();
        keys.put("name", (in, key) -> {}); // read by the list
        keys.put("host", SettingReader::host);
        keys.put("port", SettingReader::port);
        return keys;
    }

    private static void refuse(Map<String, ForeignKey> keys, String why, String... names) {
        for (String name : names) {
            keys.put(name, only(why));
        }
    }
}
