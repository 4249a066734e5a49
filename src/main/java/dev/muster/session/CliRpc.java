package dev.muster.session;

import dev.muster.parse.Json;
import dev.muster.platform.Api;
import dev.muster.result.DeviceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands by JSON-RPC calls of {@code cli} and {@code cli_ascii}, a call for each. */
final class CliRpc implements ApiTalk {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json-rpc", "Accept", "application/json-rpc, application/json");

    private final Api api;

    CliRpc(Api api) {
        this.api = api;
    }

    @Override
    public HttpOrder show(String command, boolean structured, Duration limit) {
        return order(structured ? "cli" : "cli_ascii", List.of(command), limit);
    }

    @Override
    public boolean entersModes() {
        return true;
    }

    @Override
    public HttpOrder configure(List<String> lines, Duration limit) {
        return order("cli", lines, limit);
    }

    @Override
    public HttpOrder save(List<String> commands, Duration limit) {
        return order("cli_ascii", commands, limit);
    }

    private HttpOrder order(String method, List<String> commands, Duration limit) {
        List<Object> calls = new ArrayList<>();
        for (String command : commands) {
            var parameters = new LinkedHashMap<String, Object>();
            parameters.put("cmd", command);
            parameters.put("version", 1);
            var call = new LinkedHashMap<String, Object>();
            call.put("jsonrpc", "2.0");
            call.put("method", method);
            call.put("params", parameters);
            call.put("id", calls.size() + 1);
            calls.add(call);
        }
        return HttpOrder.of("POST", api.path(), HEADERS, Json.text(calls), limit);
    }

    @Override
    public Told read(List<String> sent, String body) throws DeviceException {
        var texts = new ArrayList<String>();
        List<JsonAnswer> answers = JsonAnswer.of(body).each();
        if (answers.isEmpty()) {
            throw ApiTalk.odd("is empty", body);
        }
        for (int i = 0; i < answers.size(); i++) {
            JsonAnswer one = answers.get(i);
            JsonAnswer error = one.get("error");
            if (error.isThere()) {
                return new Told(String.join("\n", texts), refusal(sent, one, error, i));
            }
            JsonAnswer result = one.get("result");
            JsonAnswer content = result.get("body").isThere()
                    ? result.get("body")
                    : result.get("msg").isThere() ? result.get("msg") : result;
            if (!content.text().isBlank()) {
                texts.add(content.text().stripTrailing());
            }
        }
        return new Told(String.join("\n", texts), null);
    }

    private static String refusal(List<String> sent, JsonAnswer one, JsonAnswer error, int place) {
        String id = one.get("id").text();
        int index = id.matches("\\d{1,6}") ? Integer.parseInt(id) - 1 : place;
        String which = index >= 0 && index < sent.size() ? sent.get(index) : String.join("; ", sent);
        String said = error.get("data").get("msg").lines();
        String message = error.get("message").text() + " (" + error.get("code").text() + ")";
        String of = sent.size() > 1 ? " (" + (index + 1) + " of " + sent.size() + ")" : "";
        return "`" + which + "`" + of + " was rejected: " + (said.isEmpty() ? message : said + " - " + message);
    }
}
