package dev.muster.platform;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API by which a device takes commands over HTTP.
 *
 * @param kind how requests and answers look
 * @param path where requests go, such as {@code /command-api}
 * @param port of the server
 * @param tls whether the server speaks TLS
 * @param json how a command is typed whose answer is to be JSON on the command line too, with {@code {command}}; or null
 * @param commands for {@link Kind#REST}: the path of each command that there is, under {@code path}
 * @param accept for {@link Kind#REST}: the content type of JSON
 * @param text for {@link Kind#REST}: the content type of the text that the command line shows, or null
 */
public record Api(
        Kind kind,
        String path,
        int port,
        boolean tls,
        @Nullable String json,
        Map<String, String> commands,
        String accept,
        @Nullable String text) {
    public Api {
        commands = Map.copyOf(commands);
    }

    /** How requests and answers look. */
    public enum Kind {
        /** JSON-RPC's {@code runCmds}, as Arista has it. */
        EAPI,
        /** Cisco's {@code ins_api}. */
        NXAPI,
        /** JSON-RPC's {@code cli}, as Cisco has it. */
        JSONRPC,
        /** A path for each thing that can be read, as RESTCONF and Junos' REST API have it. */
        REST;

        /** What users call it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same API in another manner or at another path. */
    public Api with(@Nullable Kind other, @Nullable String otherPath) {
        return new Api(
                other == null ? kind : other,
                otherPath == null ? path : otherPath,
                port,
                tls,
                json,
                commands,
                accept,
                text);
    }
}
