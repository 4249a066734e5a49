package dev.muster.inventory;

import static dev.muster.inventory.ForeignKey.limit;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ansible's variables that say how a host is reached, and what they do here. */
final class AnsibleForm {
    /** Those that mean nothing here, and are no mistakes. */
    static final List<String> WITHOUT_EFFECT = List.of(
            "ansible_become_method",
            "ansible_become_user",
            "ansible_become_exe",
            "ansible_become_flags",
            "ansible_group_priority",
            "ansible_httpapi_use_ssl",
            "ansible_httpapi_validate_certs",
            "ansible_httpapi_use_proxy",
            "ansible_netconf_ssh_config",
            "ansible_network_cli_ssh_type",
            "ansible_network_single_user_mode",
            "ansible_persistent_log_messages",
            "ansible_pipelining",
            "ansible_python_interpreter",
            "ansible_remote_tmp",
            "ansible_scp_executable",
            "ansible_sftp_executable",
            "ansible_shell_executable",
            "ansible_shell_type",
            "ansible_ssh_executable",
            "ansible_ssh_pipelining",
            "ansible_ssh_retries",
            "ansible_ssh_transfer_method",
            "ansible_ssh_type");

    private static final Map<String, String> CONNECTIONS = Map.ofEntries(
            Map.entry("ssh", "ssh"),
            Map.entry("smart", "ssh"),
            Map.entry("paramiko", "ssh"),
            Map.entry("paramiko_ssh", "ssh"),
            Map.entry("libssh", "ssh"),
            Map.entry("network_cli", "ssh"),
            Map.entry("telnet", "telnet"),
            Map.entry("netconf", "netconf"),
            Map.entry("httpapi", "http"));

    private static final Pattern JUMP = Pattern.compile("(?:-J\\s*|-o\\s*\"?ProxyJump[= ])\"?([^\\s\"]+)\"?");
    private static final Pattern PROXY_COMMAND =
            Pattern.compile("ProxyCommand[= ](?:\"ssh\\s+([^\"]*)\"|'ssh\\s+([^']*)'|ssh\\s+(.*)$)");
    private static final Pattern OPTION = Pattern.compile("-o\\s*[\"']?(\\w+)[= ]([^\\s\"']+)[\"']?");

    /** A secret, which may be encrypted. */
    interface Secrets {
        SecretText of(Scalar scalar);
    }

    private final Map<String, ForeignKey> keys = new LinkedHashMap<>();
    private final Secrets secrets;

    /** @param secrets reads what may be encrypted */
    AnsibleForm(Secrets secrets) {
        this.secrets = secrets;
        put(SettingReader::host, "ansible_ssh_host", "ansible_host");
        put(SettingReader::port, "ansible_ssh_port", "ansible_httpapi_port", "ansible_port");
        put(secret(Setting.USERNAME), "ansible_ssh_user", "ansible_user");
        put(secret(Setting.PASSWORD), "ansible_httpapi_pass", "ansible_ssh_pass", "ansible_ssh_password");
        put(secret(Setting.PASSWORD), "ansible_password");
        put(AnsibleForm::becomes, "ansible_become");
        put(secret(Setting.ENABLE_PASSWORD), "ansible_become_pass", "ansible_become_password");
        put(ForeignKey::platformName, "ansible_network_os");
        put(AnsibleForm::connection, "ansible_connection");
        put(AccessKeys::keys, "ansible_private_key_file", "ansible_ssh_private_key_file");
        put(AnsibleForm::checking, "ansible_ssh_host_key_checking", "ansible_host_key_checking");
        put(limit(Setting.LIMIT_CONNECT), "ansible_ssh_timeout", "ansible_persistent_connect_timeout");
        put(limit(Setting.LIMIT_CONNECT), "ansible_timeout");
        put(limit(Setting.LIMIT_COMMAND), "ansible_persistent_command_timeout", "ansible_command_timeout");
        put(AnsibleForm::arguments, "ansible_ssh_extra_args", "ansible_ssh_common_args", "ansible_ssh_args");
    }

    /** Whether a variable is a secret, which may be encrypted until it is needed. */
    boolean isSecret(String key) {
        return key.matches("ansible_(?:.*_)?(?:user|pass|password)") && keys.containsKey(key);
    }

    /** What each variable does; of several names for one setting the last wins. */
    Map<String, ForeignKey> keys() {
        return keys;
    }

    /** The same without a vault, to tell names. */
    static Map<String, ForeignKey> names() {
        return new AnsibleForm(scalar -> new SecretText(scalar.text())).keys();
    }

    private void put(ForeignKey use, String... names) {
        for (String name : names) {
            keys.put(name, use);
        }
    }

    private ForeignKey secret(Setting<SecretText> setting) {
        return (in, key) -> {
            Node node = in.fields().node(key);
            if (!(node instanceof Scalar scalar) || scalar.type() == Type.NULL) {
                in.fields().text(key); // tells what is wrong
                return;
            }
            SecretText secret = secrets.of(scalar);
            String mistake = secret.mistake();
            if (mistake == null) {
                in.put(setting, key, secret);
            } else {
                in.problem(key, "`" + key + "`: " + mistake);
            }
        };
    }

    /** Without it Ansible does not enter the privileged mode, but a password that is given is meant to be used. */
    private static void becomes(SettingReader in, String key) {
        in.neededBoolean(key);
    }

    /** {@code ansible.netcommon.network_cli} and its short forms. */
    private static void connection(SettingReader in, String key) {
        String connection = in.fields().text(key);
        if (connection == null) {
            return;
        }
        String last = connection
                .strip()
                .substring(connection.strip().lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT);
        String transport = CONNECTIONS.get(last);
        if (transport == null) {
            in.problem(
                    key,
                    "`" + key + "`: connection `" + connection + "` is not one that reaches network devices; known: "
                            + String.join(
                                    ", ", CONNECTIONS.keySet().stream().sorted().toList()));
        } else {
            in.put(Setting.TRANSPORT, key, List.of(transport));
        }
    }

    private static void checking(SettingReader in, String key) {
        Boolean checked = in.neededBoolean(key);
        if (checked != null) {
            in.put(Setting.HOST_KEY, key, checked ? HostKeyRule.STRICT : HostKeyRule.OFF);
        }
    }

    /** What people put among the arguments of {@code ssh}: jump hosts, host keys and algorithms. */
    private static void arguments(SettingReader in, String key) {
        String text = in.fields().text(key);
        if (text == null) {
            return;
        }
        Matcher jump = JUMP.matcher(text);
        Matcher command = PROXY_COMMAND.matcher(text);
        if (jump.find()) {
            AccessKeys.tunnel(in, key, jump.group(1));
        } else if (text.contains("ProxyCommand")) {
            String host = command.find() ? lastWord(command) : "";
            if (host.isEmpty() || host.contains("%") || host.startsWith("-") || !text.contains("-W")) {
                in.problem(
                        key,
                        "`" + key + "`: a ProxyCommand other than `ssh -W %h:%p HOST` is not supported; use ProxyJump");
            } else {
                AccessKeys.tunnel(in, key, host);
            }
        }
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            SshOption.apply(in, key, option.group(1), option.group(2));
        }
    }

    private static String lastWord(Matcher command) {
        String arguments = Stream.of(command.group(1), command.group(2), command.group(3))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("")
                .strip();
        return arguments.substring(arguments.lastIndexOf(' ') + 1);
    }
}
