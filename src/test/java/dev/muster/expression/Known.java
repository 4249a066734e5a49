package dev.muster.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of a device, as expressions see them. */
final class Known {
    private Known() {}

    static Map<String, Object> names() {
        var data = new LinkedHashMap<String, Object>();
        data.put("site", "ams");
        data.put("role", null);
        data.put("rack", 3L);
        data.put("template", "{{ vars.secret }}");
        var names = new LinkedHashMap<String, Object>();
        names.put("name", "R1");
        names.put("platform", "frr");
        names.put("groups", List.of("access", "core"));
        names.put("data", data);
        names.put("device", new LinkedHashMap<>(names));
        names.put("vars", Map.of("ntp", List.of("192.0.2.1", "192.0.2.2"), "secret", "s3cret"));
        names.put("steps", Map.of("show version", Map.of("output", "IOS {{ vars.secret }}", "status", "ok")));
        return names;
    }
}
