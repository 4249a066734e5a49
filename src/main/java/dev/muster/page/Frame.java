package dev.muster.page;

import java.util.Map;

/** A page with places for what differs, each a name between double braces. */
final class Frame {
    private Frame() {}

    /** The page with its places filled, once: what is put in is not looked at again. */
    static String filled(String frame, Map<String, String> values) {
        var filled = new StringBuilder();
        int from = 0;
        for (int at = frame.indexOf("{{"); at >= 0; at = frame.indexOf("{{", from)) {
            int end = frame.indexOf("}}", at);
            filled.append(frame, from, at).append(values.get(frame.substring(at + 2, end)));
            from = end + 2;
        }
        return filled.append(frame.substring(from)).toString();
    }
}
