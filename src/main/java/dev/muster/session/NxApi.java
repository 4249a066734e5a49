package dev.muster.session;

import dev.muster.parse.Json;
import dev.muster.platform.Api;
import dev.muster.result.DeviceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands by {@code ins_api}. Its members keep their order: some versions want {@code type} before {@code input}. */
final class NxApi implements ApiTalk {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Accept", "application/json");

    private final Api api;

    NxApi(Api api) {
        this.api = api;
    }

    @Override
    public HttpOrder show(String command, boolean structured, Duration limit) {
        return order(structured ? "cli_show" : "cli_show_ascii", List.of(command), limit);
    }

    @Override
    public boolean entersModes() {
        return false;
    }

    @Override
    public HttpOrder configure(List<String> lines, Duration limit) {
        return order("cli_conf", lines, limit);
    }

    @Override
    public HttpOrder save(List<String> commands, Duration limit) {
        return order("cli_show_ascii", commands, limit);
    }

    private HttpOrder order(String type, List<String> commands, Duration limit) {
        var call = new LinkedHashMap<String, Object>();
        call.put("version", "1.0");
        call.put("type", type);
        call.put("chunk", "0");
        call.put("sid", "1");
        call.put("input", String.join(" ;", commands));
        call.put("output_format", "json");
        return HttpOrder.of("POST", api.path(), HEADERS, Json.text(Map.of("ins_api", call)), limit);
    }

    @Override
    public Told read(List<String> sent, String body) throws DeviceException {
        JsonAnswer outputs = JsonAnswer.of(body).get("ins_api").get("outputs").get("output");
        List<JsonAnswer> each = outputs.each();
        if (each.isEmpty()) {
            throw ApiTalk.odd("has no `ins_api.outputs.output`", body);
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < each.size(); i++) {
            JsonAnswer one = each.get(i);
            String code = one.get("code").text();
            if (!code.isEmpty() && !code.equals("200")) {
                return new Told(String.join("\n", texts), refusal(sent, one, i, each.size()));
            }
            String text = one.get("body").text();
            if (!text.isBlank() && !text.equals("{}")) {
                texts.add(text.stripTrailing());
            }
        }
        return new Told(String.join("\n", texts), null);
    }

    private static String refusal(List<String> sent, JsonAnswer one, int place, int of) {
        String clierror = one.get("clierror").lines();
        String said = clierror.isEmpty() ? one.get("body").lines() : clierror;
        String input = one.get("input").text();
        boolean each = of == sent.size() && of > 1;
        String which = !input.isBlank() ? input.strip() : each ? sent.get(place) : sent.getFirst();
        String message = one.get("msg").text() + " (" + one.get("code").text() + ")";
        return "`" + which + "`" + (each ? " (" + (place + 1) + " of " + of + ")" : "") + " was rejected: "
                + (said.isEmpty() || said.equals("{}") ? message : said.strip() + " - " + message);
    }
}
