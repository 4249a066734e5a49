package dev.muster.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.parse.Json;
import dev.muster.platform.PlatformCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The HTTP port of one device, in clear: answers eAPI and NX-API with what its command line would say. */
final class LabApi implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final Station station;
    private final Bench bench;
    private final HttpServer server;

    LabApi(Station station, Bench bench, Executor threads) throws IOException {
        this.station = station;
        this.bench = bench;
        server = HttpServer.create(LabServer.here(0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, 404, "{\"error\": \"no such path\"}"));
        server.createContext("/command-api", exchange -> serve(exchange, this::eapi));
        server.createContext("/ins", exchange -> serve(exchange, this::nxapi));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What a request means; gives the answer. */
    private interface Dialect {
        Object answer(Map<?, ?> request) throws HungUp;
    }

    private void serve(HttpExchange exchange, Dialect dialect) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!isKnown(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"lab\"");
            answer(exchange, 401, "{\"error\": \"Unable to authenticate user: Bad username/password combination\"}");
            return;
        }
        try {
            if (Json.read(body) instanceof Map<?, ?> request) {
                answer(exchange, 200, Json.text(dialect.answer(request)));
            } else {
                answer(exchange, 400, Json.text("a request is an object"));
            }
        } catch (Json.NotJson e) {
            answer(exchange, 400, Json.text("the request " + e.getMessage()));
        } catch (HungUp e) {
            exchange.close();
        }
    }

    private boolean isKnown(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return false;
        }
        String both = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        int colon = both.indexOf(':');
        return colon > 0 && station.accepts(both.substring(0, colon), both.substring(colon + 1));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Object eapi(Map<?, ?> request) throws HungUp {
        boolean json = at(request, "params", "format") instanceof String format && format.equals("json");
        List<Object> results = new ArrayList<>();
        var talk = new ApiTalk(station, bench);
        int number = 0;
        List<?> commands = at(request, "params", "cmds") instanceof List<?> list ? list : List.of();
        for (Object command : commands) {
            number++;
            boolean enable = command instanceof Map<?, ?>;
            String line = command instanceof Map<?, ?> map ? String.valueOf(map.get("cmd")) : String.valueOf(command);
            boolean wrong = enable && !isEnable(((Map<?, ?>) command).get("input"));
            ApiTalk.Said said = wrong ? new ApiTalk.Said("% Bad secret", true) : talk.say(enable ? "" : line);
            Object structured = json && !enable ? structured(line) : null;
            if (said.refused()) {
                results.add(ordered("errors", List.of(said.text())));
                String message =
                        "CLI command " + number + " of " + commands.size() + " '" + line + "' failed: invalid command";
                return ordered(
                        "jsonrpc",
                        "2.0",
                        "id",
                        "1",
                        "error",
                        ordered("data", results, "message", message, "code", 1002));
            }
            results.add(structured != null ? structured : json ? Map.of() : ordered("output", said.text() + "\n"));
        }
        return ordered("jsonrpc", "2.0", "id", "1", "result", results);
    }

    private boolean isEnable(@Nullable Object input) {
        String expected = station.device().enablePassword();
        return expected.isEmpty() || expected.equals(input);
    }

    private Object nxapi(Map<?, ?> request) throws HungUp {
        String type = String.valueOf(at(request, "ins_api", "type"));
        List<Object> outputs = new ArrayList<>();
        var talk = new ApiTalk(station, bench);
        if (type.equals("cli_conf")) {
            talk.say("configure terminal");
        }
        for (String command : String.valueOf(at(request, "ins_api", "input")).split(" ;", -1)) {
            ApiTalk.Said said = talk.say(command);
            Object structured = type.equals("cli_show") ? structured(command) : null;
            if (said.refused()) {
                outputs.add(ordered(
                        "clierror", said.text(), "input", command, "msg", "Input CLI command error", "code", "400"));
                break;
            }
            Object body = structured != null ? structured : said.text();
            outputs.add(ordered("input", command, "msg", "Success", "code", "200", "body", body));
        }
        Object output = outputs.size() == 1 ? outputs.getFirst() : outputs;
        return ordered(
                "ins_api", ordered("type", type, "version", "1.0", "sid", "eoc", "outputs", ordered("output", output)));
    }

    /** What a command shows as JSON, where the lab has that; else null. */
    private @Nullable Object structured(String command) {
        var platform = new PlatformCatalog().find(station.device().platform());
        String file =
                platform == null ? "" : platform.id() + "/" + command.strip().replace(' ', '-') + ".json";
        if (!file.matches("[\\w.-]+/[\\w.-]+")) {
            return null;
        }
        try (InputStream in = LabApi.class.getResourceAsStream(file)) {
            return in == null
                    ? null
                    : Json.read(station.facts().fill(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException | Json.NotJson e) {
            throw new IllegalStateException("a simulation of Muster's own is broken: " + file, e);
        }
    }

    private static @Nullable Object at(Map<?, ?> map, String outer, String inner) {
        return map.get(outer) instanceof Map<?, ?> found ? found.get(inner) : null;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
