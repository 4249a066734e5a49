package dev.muster.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's chromium without a screen, driven through chromedriver by the WebDriver protocol. */
public final class Browser implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> OPTIONS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, String base) throws Exception {
        this.driver = driver;
        var wanted = Map.of(
                "capabilities",
                Map.of(
                        "alwaysMatch",
                        Map.of(
                                "browserName", "chrome",
                                "goog:loggingPrefs", Map.of("browser", "ALL"),
                                "goog:chromeOptions", Map.of("args", OPTIONS))));
        session = base + "/session/"
                + post(base + "/session", wanted).get("sessionId").asString();
        post("/timeouts", Map.of("script", PATIENCE.toMillis(), "pageLoad", PATIENCE.toMillis()));
    }

    /** Starts one; where there is none, a test is skipped, but in CI, where {@code .ci/prepare} installs it, it fails. */
    public static Browser start() throws Exception {
        if (!Files.isExecutable(DRIVER)) {
            String missing = "no " + DRIVER + ": install Debian's chromium and chromium-driver (.ci/prepare)";
            if (System.getenv("CI") != null) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
        Process driver = new ProcessBuilder(DRIVER.toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        BufferedReader said = driver.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return new Browser(driver, "http://127.0.0.1:" + port.group(1));
            }
        }
        throw new AssertionError("chromedriver did not start");
    }

    /** Opens a page from disk and waits until its scripts say that it is drawn. */
    public void open(Path page) throws Exception {
        post("/url", Map.of("url", page.toUri().toString()));
        waitFor("document.documentElement.dataset.ready !== undefined");
    }

    /** Waits until an expression of the page is true. */
    public void waitFor(String expression) throws Exception {
        async("const look = () => (" + expression + ") ? done(true) : setTimeout(look, 20); look();");
    }

    /** The value of an expression, which may be a promise. */
    public JsonNode eval(String expression) throws Exception {
        return async("Promise.resolve((() => (" + expression + "))()).then(done, e => done('error: ' + e));");
    }

    private JsonNode async(String script) throws Exception {
        return post(
                "/execute/async",
                Map.of("script", "const done = arguments[arguments.length - 1]; " + script, "args", List.of()));
    }

    /** The width of the page's window in its own pixels, and how many of the screen's make one of them. */
    public void window(int width, int height, int scale) throws Exception {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
    }

    /** What the user's system prefers, and the medium: {@code screen} or {@code print}. */
    public void media(String scheme, String medium) throws Exception {
        cdp(
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private void cdp(String command, Map<String, ?> parameters) throws Exception {
        post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    /** Errors and warnings of its console since this was asked last. */
    public List<String> complaints() throws Exception {
        var complaints = new ArrayList<String>();
        for (JsonNode entry : post("/se/log", Map.of("type", "browser"))) {
            complaints.add(
                    entry.get("level").asString() + " " + entry.get("message").asString());
        }
        return complaints;
    }

    /** Writes a picture of the window, for people. */
    public void picture(Path png) throws Exception {
        Files.write(
                png, Base64.getDecoder().decode(send("GET", "/screenshot", null).asString()));
    }

    private JsonNode post(String path, Object body) throws Exception {
        return send("POST", path, body);
    }

    private JsonNode send(String method, String path, Object body) throws IOException, InterruptedException {
        String address = path.startsWith("http") ? path : session + path;
        var content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create(address))
                .method(method, content)
                .timeout(PATIENCE)
                .build();
        JsonNode value = JSON.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .get("value");
        if (value.isObject() && value.has("error")) {
            throw new AssertionError(
                    value.get("error").asString() + ": " + value.get("message").asString());
        }
        return value;
    }

    @Override
    public void close() throws Exception {
        try {
            send("DELETE", "", null);
        } finally {
            driver.destroy();
            driver.waitFor();
            http.close();
        }
    }
}
