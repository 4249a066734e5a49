package dev.muster.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cookies of one server, which go to no other. */
final class HttpCookies {
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();

    /** A cookie for paths that begin so. */
    private record Cookie(String value, String path) {}

    /** Takes note of {@code Set-Cookie} headers. */
    void keep(List<String> headers) {
        headers.forEach(this::keep);
    }

    private void keep(String header) {
        String[] parts = header.split(";", -1);
        int equals = parts[0].indexOf('=');
        if (equals <= 0) {
            return;
        }
        String name = parts[0].substring(0, equals).strip();
        String path = "/";
        boolean over = false;
        for (int i = 1; i < parts.length; i++) {
            String[] attribute = parts[i].strip().split("=", 2);
            String value = attribute.length < 2 ? "" : attribute[1].strip();
            if (attribute[0].equalsIgnoreCase("path") && value.startsWith("/")) {
                path = value;
            }
            over |= attribute[0].equalsIgnoreCase("max-age") && value.matches("0|-\\d{1,9}");
        }
        if (over) {
            cookies.remove(name);
        } else {
            cookies.put(name, new Cookie(parts[0].substring(equals + 1).strip(), path));
        }
    }

    boolean isEmpty() {
        return cookies.isEmpty();
    }

    /** What goes into the header {@code Cookie} for a path; empty when nothing does. */
    String of(String path) {
        return cookies.entrySet().stream()
                .filter(cookie -> covers(cookie.getValue().path(), path))
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue().value())
                .collect(Collectors.joining("; "));
    }

    private static boolean covers(String prefix, String path) {
        return path.startsWith(prefix)
                && (prefix.endsWith("/") || path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
