package dev.muster.netconf;

import java.util.ArrayList;

/**
 * What a device says is wrong (RFC 6241, 4.3); each part is empty where the device does not tell.
 *
 * @param severity {@code error} or {@code warning}
 * @param path where in the request or configuration
 * @param info further facts, such as {@code bad-element: mtu}
 */
public record RpcError(
        String type, String tag, String severity, String appTag, String path, String message, String info) {

    /** Whether the device did what was asked all the same. */
    public boolean isWarning() {
        return severity.equalsIgnoreCase("warning");
    }

    /** The facts of the error in one line: {@code application error invalid-value at /system/mtu: too large}. */
    @Override
    public String toString() {
        var words = new ArrayList<String>();
        words.add(type);
        words.add(severity.isEmpty() ? "error" : severity);
        words.add(tag);
        words.add(appTag.isEmpty() || appTag.equals(tag) ? "" : "(" + appTag + ")");
        words.add(path.isEmpty() ? "" : "at " + path);
        words.removeIf(String::isEmpty);
        String head = String.join(" ", words);
        String tail = message + (info.isEmpty() ? "" : (message.isEmpty() ? "" : "; ") + info);
        return tail.isEmpty() ? head : head + ": " + tail;
    }
}
