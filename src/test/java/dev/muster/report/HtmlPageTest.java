package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.RunEvent;
import dev.muster.result.Severity;
import dev.muster.result.Stage;
import dev.muster.result.StepResult;
import dev.muster.testkit.Browser;
import dev.muster.testkit.Sample;
import dev.muster.testkit.SampleFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a browser shows it; {@code -Dmuster.pictures=DIR} keeps pictures of it. */
class HtmlPageTest {
    private static final String PICTURES = System.getProperty("muster.pictures", "");
    private static Browser browser;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void theConsoleIsSilent() throws Exception {
        assertEquals(List.of(), browser.complaints());
    }

    private Path page(String run, List<RunEvent> events, String... reports) throws IOException {
        Path folder = temp.resolve(run);
        for (var listener : Reports.open(List.of(reports), folder, false, List.of())) {
            Sample.tell(listener, events);
        }
        return folder.resolve("report.html");
    }

    private Path fleet(int devices) throws IOException {
        return page("run", new SampleFleet(devices).events(temp.resolve("run")), "html");
    }

    private void picture(String name) throws Exception {
        if (!PICTURES.isEmpty()) {
            Files.createDirectories(Path.of(PICTURES));
            browser.picture(Path.of(PICTURES, name + ".png"));
        }
    }

    private void desktop() throws Exception {
        browser.media("light", "screen");
        browser.window(1280, 900, 1);
    }

    private String text(String selector) throws Exception {
        return browser.eval("document.querySelector(`" + selector + "`).textContent")
                .asString();
    }

    private void type(String text) throws Exception {
        browser.eval("(() => { const box = document.getElementById('device-filter'); box.value = '" + text
                + "'; box.dispatchEvent(new Event('input')); })()");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 600, 6000})
    void aFleetOfAnySizeIsDrawnFilteredAndOpened(int devices) throws Exception {
        Path page = fleet(devices);
        desktop();
        browser.open(page);
        double millis =
                browser.eval("Number(document.documentElement.dataset.ready)").asDouble();
        System.getLogger("page").log(System.Logger.Level.INFO, devices + " devices open in " + millis + " ms");
        assertTrue(millis < 2000 * (System.getenv("CI") == null ? 5 : 3), "open after " + millis + " ms");
        assertTrue(isDrawn("timeline-canvas"), "the timeline is empty");
        assertTrue(browser.eval("document.querySelectorAll('#histogram .bar').length")
                        .asInt()
                > 2);
        assertTrue(
                browser.eval("document.querySelectorAll('tbody tr').length").asInt() < 200, "tables are not virtual");
        String wanted = String.format("acc-fra-%04d", devices == 10 ? 10 : devices - 2);
        type(wanted);
        browser.waitFor("document.querySelector('#devices tbody th')?.textContent === '" + wanted + "'");
        assertEquals(
                1,
                browser.eval("document.querySelectorAll('#devices tbody th').length")
                        .asInt());
        browser.eval("document.querySelector('#devices tbody a').click()");
        browser.waitFor("document.getElementById('device').open");
        browser.eval("document.querySelector('#device summary').click()");
        browser.waitFor("document.querySelector('#device pre') !== null");
        assertTrue(text("#device .reply pre").contains(wanted + " uptime is "), text("#device .reply pre"));
        picture("device-" + devices);
    }

    private boolean isDrawn(String canvas) throws Exception {
        return browser.eval("(() => { const c = document.getElementById('" + canvas + "');"
                                + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                                + " const colours = new Set(); for (let i = 0; i < d.length; i += 4)"
                                + " if (d[i + 3] === 255) colours.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]);"
                                + " return colours.size; })()")
                        .asInt()
                > 3;
    }

    @Test
    void darkLightZoomPrintAndASmallScreenKeepThePageInItsWindow() throws Exception {
        Path page = fleet(60);
        desktop();
        browser.open(page);
        picture("light");
        String light =
                browser.eval("getComputedStyle(document.body).backgroundColor").asString();
        browser.media("dark", "screen");
        String dark =
                browser.eval("getComputedStyle(document.body).backgroundColor").asString();
        assertNotEquals(light, dark);
        picture("dark");
        browser.eval("document.getElementById('theme').click()");
        assertEquals(
                light,
                browser.eval("getComputedStyle(document.body).backgroundColor").asString());
        browser.eval("localStorage.clear()");
        for (int[] window : new int[][] {{400, 800, 1}, {640, 450, 2}, {1280, 900, 1}, {320, 600, 1}}) {
            browser.window(window[0], window[1], window[2]);
            browser.eval("document.querySelectorAll('details').forEach((d) => (d.open = true))");
            browser.eval("new Promise((done) => setTimeout(done, 200))");
            int wide = browser.eval("document.documentElement.scrollWidth").asInt();
            assertTrue(wide <= window[0], "sideways scroll at " + window[0] + ": " + wide);
            picture("width-" + window[0]);
        }
        browser.media("dark", "print");
        assertEquals(
                "rgb(255, 255, 255)",
                browser.eval("getComputedStyle(document.body).backgroundColor").asString());
    }

    @Test
    void answersThatAgreeAreOneAndOddOnesAreShownAsADifference() throws Exception {
        Path page = fleet(600);
        desktop();
        browser.open(page);
        String configurations =
                "[...document.querySelectorAll('#answers .question')].find((q) => q.textContent.includes('running-config'))";
        assertTrue(
                browser.eval(configurations + ".textContent").asString().contains("578 agree, 10 differ"),
                browser.eval(configurations + ".textContent").asString());
        browser.eval(configurations + ".querySelector('summary').click()");
        browser.waitFor(configurations + ".querySelector(':scope .paged summary') !== null");
        browser.eval(configurations + ".querySelector(':scope .paged summary').click()");
        browser.waitFor(configurations + ".querySelector('ins') !== null");
        assertEquals(
                "added: +  transport input telnet ssh\n",
                browser.eval(configurations + ".querySelector('ins').textContent")
                        .asString());
        assertEquals(
                "removed: -  transport input ssh\n",
                browser.eval(configurations + ".querySelector('del').textContent")
                        .asString());
        picture("answers");
    }

    @Test
    void checksAreAMatrixThatCanBeNarrowed() throws Exception {
        desktop();
        browser.open(fleet(600));
        browser.eval(
                "(() => { const s = document.querySelector('#checks select'); s.value = '1'; s.dispatchEvent(new Event('change')); })()");
        browser.waitFor("document.querySelector('#checks table').getAttribute('aria-rowcount') === '11'");
        assertEquals("acc-sin-0004", text("#checks tbody th"));
        assertEquals(
                600 - 7 - 5,
                browser.eval(
                                "Number(document.querySelector('#checks .c-pass') && [...JSON.parse(document.getElementById('part-data').textContent).checks[0].letters].filter((l) => l !== '-').length)")
                        .asInt());
        picture("checks");
    }

    @Test
    void rowsAreATableToSort() throws Exception {
        desktop();
        browser.open(fleet(10));
        browser.eval("document.querySelector('#rows summary').click()");
        browser.waitFor("document.querySelector('#rows tbody th') !== null");
        browser.eval("[...document.querySelectorAll('#rows .sort')].find((b) => b.textContent === 'version').click()");
        assertEquals("acc-lhr-0003", text("#rows tbody th"), "16.09.04 comes first");
        browser.eval("[...document.querySelectorAll('#rows .sort')].find((b) => b.textContent === 'version').click()");
        assertEquals(
                "descending",
                browser.eval("document.querySelector('#rows [aria-sort$=ending]').getAttribute('aria-sort')")
                        .asString());
    }

    @Test
    void driftNamesWhatChangedSinceTheLastRun() throws Exception {
        var before = List.of(
                Sample.ok(0, Sample.step("show run", "hostname R1\nntp server 192.0.2.1\nend")),
                Sample.ok(1, Sample.step("show run", "hostname R2\nend")),
                Sample.failed(2, FailureKind.DNS, "x"));
        var after = List.of(
                Sample.ok(0, Sample.step("show run", "hostname R1\nntp server 192.0.2.9\nend")),
                Sample.failed(1, FailureKind.DNS, "x"),
                Sample.ok(2, Sample.step("show run", "end")));
        page("20261121-1", Sample.events(temp.resolve("20261121-1"), before), "json");
        Path page = page("20261122-1", Sample.events(temp.resolve("20261122-1"), after), "html", "json");
        desktop();
        browser.open(page);
        assertEquals(
                List.of("1newly not ok", "1mended", "1with other answers", "0new", "0no longer there"),
                JsonTexts.of(browser.eval("[...document.querySelectorAll('#drift .tile')].map((t) => t.textContent)")));
        browser.eval("document.querySelector('#drift .question summary').click()");
        browser.waitFor("document.querySelector('#drift .paged summary') !== null");
        browser.eval("document.querySelector('#drift .paged summary').click()");
        browser.waitFor("document.querySelector('#drift ins') !== null");
        assertTrue(text("#drift ins").contains("ntp server 192.0.2.9"));
        assertTrue(text("#drift del").contains("ntp server 192.0.2.1"));
    }

    @Test
    void hostileOutputNeitherRunsNorBreaksThePage() throws Exception {
        String evil = "<script>window.hacked = 1</script><!-- </script><img src=x onerror='window.hacked=2'>"
                + "\u2028\u2029\u202e desrever \u001b[31mred\u001b[0m \ud800 \u0000 <svg onload=alert(1)> ]]> {{style}} ${1}";
        String long_ = "x".repeat(120_000) + evil;
        var failure = new Outcome.Failed(
                Failure.of(FailureKind.INTERNAL, Stage.STEP, evil).withEvidence(evil, evil));
        StepResult[] steps = {
            Sample.step(evil, evil).with(Parsed.rows(List.of(Map.of(evil, evil)), evil)),
            Sample.step("show long", long_),
            new StepResult(
                    "show",
                    "show tech",
                    Outcome.ok(),
                    new Output(null, Path.of("outputs", "a b#?.txt"), 10 << 20, "ab"),
                    Sample.START,
                    Duration.ZERO,
                    evil)
        };
        var check = new CheckResult(evil, evil, CheckStatus.FAIL, Severity.HIGH, evil, evil, evil);
        var ends = List.of(
                Sample.device(0, evil, Outcome.ok(), steps).checked(List.of(check)),
                Sample.device(1, "R2" + evil, failure));
        var events = new java.util.ArrayList<>(Sample.events(temp.resolve("run"), ends));
        events.add(events.size() - 1, new RunEvent.FleetChecked(List.of(check)));
        Path page = page("run", events, "html");
        browser.media("light", "screen");
        browser.window(400, 800, 1);
        browser.open(page);
        browser.eval("(() => { document.querySelectorAll('details').forEach((d) => (d.open = true)); })()");
        browser.eval("document.querySelector('#devices tbody a').click()");
        browser.waitFor("document.getElementById('device').open");
        browser.eval("(() => { document.querySelectorAll('details').forEach((d) => (d.open = true)); })()");
        browser.waitFor("document.querySelectorAll('#device pre').length >= 3");
        assertTrue(browser.eval("window.hacked === undefined").asBoolean(), "something ran");
        assertEquals(
                0,
                browser.eval("document.querySelectorAll('img, #device script, #device svg, iframe').length")
                        .asInt());
        assertTrue(browser.eval("document.documentElement.scrollWidth").asInt() <= 400);
        assertTrue(text("#device pre").contains("<script>window.hacked = 1</script>"));
        assertEquals(
                "./outputs/a%20b%23%3F.txt",
                browser.eval(
                                "[...document.querySelectorAll('#device a')].find((a) => a.textContent.startsWith('outputs')).getAttribute('href')")
                        .asString());
        picture("hostile");
    }
}
