package dev.muster.session;

import dev.muster.parse.Json;
import dev.muster.platform.Api;
import dev.muster.result.DeviceException;
import dev.muster.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands by the JSON-RPC method {@code runCmds}; each request begins with {@code enable}. */
final class Eapi implements ApiTalk {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json-rpc", "Accept", "application/json");

    private final Api api;
    private final Object enable;

    Eapi(Api api, @Nullable Secret enablePassword) {
        this.api = api;
        var enabling = new LinkedHashMap<String, Object>();
        enabling.put("cmd", "enable");
        enabling.put("input", enablePassword == null ? "" : enablePassword.reveal());
        this.enable = enabling;
    }

    @Override
    public HttpOrder show(String command, boolean structured, Duration limit) {
        return order(List.of(command), structured, limit);
    }

    @Override
    public boolean entersModes() {
        return true;
    }

    @Override
    public HttpOrder configure(List<String> lines, Duration limit) {
        return order(lines, false, limit);
    }

    @Override
    public HttpOrder save(List<String> commands, Duration limit) {
        return order(commands, false, limit);
    }

    private HttpOrder order(List<String> commands, boolean structured, Duration limit) {
        List<Object> all = new ArrayList<>();
        all.add(enable);
        all.addAll(commands);
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("version", 1);
        parameters.put("cmds", all);
        parameters.put("format", structured ? "json" : "text");
        var call = new LinkedHashMap<String, Object>();
        call.put("jsonrpc", "2.0");
        call.put("method", "runCmds");
        call.put("params", parameters);
        call.put("id", "muster");
        return HttpOrder.of("POST", api.path(), HEADERS, Json.text(call), limit);
    }

    @Override
    public Told read(List<String> sent, String body) throws DeviceException {
        JsonAnswer answer = JsonAnswer.of(body);
        JsonAnswer error = answer.get("error");
        if (error.isThere()) {
            return refused(sent, error);
        }
        List<JsonAnswer> results = answer.get("result").each();
        if (results.size() != sent.size() + 1) {
            throw ApiTalk.odd(
                    "has " + results.size() + " results for " + (sent.size() + 1) + " commands (`enable` is the first)",
                    body);
        }
        return new Told(text(results.subList(1, results.size())), null);
    }

    private static String text(List<JsonAnswer> results) {
        var texts = new ArrayList<String>();
        for (JsonAnswer result : results) {
            String text = result.get("output").isThere() ? result.get("output").text() : result.text();
            if (!text.isBlank() && !text.equals("{}")) {
                texts.add(text.stripTrailing());
            }
        }
        return String.join("\n", texts);
    }

    /** {@code data} has a result for each command up to the one that failed; the first is {@code enable}. */
    private static Told refused(List<String> sent, JsonAnswer error) {
        List<JsonAnswer> data = error.get("data").each();
        int failed = data.size() - 1;
        for (int i = 0; i < data.size(); i++) {
            if (data.get(i).get("errors").isThere()) {
                failed = i;
                break;
            }
        }
        String said = failed < 0 ? "" : data.get(failed).get("errors").lines();
        String why = said.isEmpty() ? error.get("message").text() : said;
        String which = failed <= 0 || failed > sent.size() ? "`enable`" : "`" + sent.get(failed - 1) + "`";
        boolean named = !data.isEmpty();
        String place = sent.size() > 1 && failed > 0 ? " (" + failed + " of " + sent.size() + ")" : "";
        return new Told(
                failed > 1 ? text(data.subList(1, failed)) : "",
                (named ? which + place + " was rejected: " : "the API rejected the request: ") + why.strip());
    }
}
