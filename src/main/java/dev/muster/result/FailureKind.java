package dev.muster.result;

import java.util.Locale;

/** Why a device or step did not succeed; the names and hints that users see in results, reports and {@code muster explain}. */
public enum FailureKind {
    DNS("the host name could not be resolved; check `host:` and the resolver of this machine"),
    CONNECT_TIMEOUT(
            "nothing answered at this address; check the address, routing and access lists, or raise `limits.connect`"),
    CONNECTION_REFUSED(
            "the host answers but nothing listens on this port; check `port:` and whether SSH or telnet is on"),
    UNREACHABLE("the network has no way to this address; check routing from this machine"),
    KEY_EXCHANGE("no common algorithm; add what the device offers under `ssh:` (ciphers, kex, macs, host_keys)"),
    HOST_KEY("the device's host key is not trusted; verify it, then add the line shown to known_hosts, or run once with"
            + " --host-key accept-new"),
    TLS("the TLS handshake failed; check certificates and `tls:`"),
    AUTHENTICATION(
            "the device refused the login; check username and password (one wrong password is one attempt, nothing is"
                    + " tried twice)"),
    PASSWORD_EXPIRED("the device demands a new password; change it by hand first"),
    PRIVILEGE("the mode could not be entered; check `enable_password` and the account's rights"),
    SESSION_LIMIT("the device has no free session; lower `max_workers` or close old sessions"),
    PROMPT_TIMEOUT("no known prompt appeared; check `platform:`, or set `prompt:` to the last line shown"),
    COMMAND_TIMEOUT("the command did not end in time; raise `limit:` of the step or `limits.command`"),
    CONDITION_UNMET("what `until:` waits for never came; look at the last output, or raise `times:` or `every:`"),
    REFUSED_COMMAND("the device rejected the command; check spelling, platform and rights"),
    DISCONNECTED(
            "look into the device's log: a crash, an idle limit or a full session table closes connections in mid-work"),
    DEVICE_LIMIT("the device took longer than `limits.device`"),
    RUN_LIMIT("the run reached `limits.run`"),
    LOGIN_BREAKER("logins with these credentials failed again and again; nothing more was tried"),
    PARSE("the output could not be parsed"),
    HTTP_STATUS("the HTTP answer was not the expected one"),
    NETCONF_ERROR(
            "the device rejected the request by NETCONF, or offers no NETCONF; the message says what and where: check names,"
                    + " namespaces, rights and `netconf: {port: ...}`"),
    OUTPUT_LIMIT("the output was larger than `output.limit`; raise it or ask for less"),
    INTERNAL("a bug in Muster; please report it with the log");

    private final String hint;

    FailureKind(String hint) {
        this.hint = hint;
    }

    /** The name in files and on the console, such as {@code connect_timeout}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a user can do about it, in one line. */
    public String hint() {
        return hint;
    }

    /** The status that a failure of this kind gives to its device or step. */
    public Status status() {
        return switch (this) {
            case CONNECT_TIMEOUT, PROMPT_TIMEOUT, COMMAND_TIMEOUT, DEVICE_LIMIT, RUN_LIMIT -> Status.TIMED_OUT;
            case REFUSED_COMMAND -> Status.REFUSED;
            case LOGIN_BREAKER -> Status.SKIPPED;
            case DNS,
                    CONNECTION_REFUSED,
                    UNREACHABLE,
                    KEY_EXCHANGE,
                    HOST_KEY,
                    TLS,
                    AUTHENTICATION,
                    PASSWORD_EXPIRED,
                    PRIVILEGE,
                    SESSION_LIMIT,
                    DISCONNECTED,
                    CONDITION_UNMET,
                    PARSE,
                    HTTP_STATUS,
                    NETCONF_ERROR,
                    OUTPUT_LIMIT,
                    INTERNAL -> Status.FAILED;
        };
    }
}
