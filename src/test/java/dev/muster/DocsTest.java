package dev.muster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.inventory.InventoryAccess;
import dev.muster.inventory.InventoryFile;
import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.plan.Overrides;
import dev.muster.plan.Planner;
import dev.muster.platform.PlatformCatalog;
import dev.muster.platform.PlatformFile;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages show can be typed: every YAML block is read as what it is, a part of a job inside the least job around
 * it, and every link leads somewhere. A block whose first line is {@code # some/file.yaml} is that file for all others.
 */
class DocsTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml *\\n(.*?)^``` *$");
    private static final Pattern FILE = Pattern.compile("\\A# ([\\w./-]+\\.yaml)\\n");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]*`");
    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w+Test)`");
    private static final Path EXAMPLES = Path.of("jobs/book/README.md");

    private static final String STEPS = "\nsteps: [{show: show version}]\n";
    private static final String DEVICES = "\ninventory: inventory/ams.yaml\n";

    /** What checks of the pages look at. */
    private static final String CHECKED = """
            steps:
              - {show: show version, parse: textfsm}
              - {show: show ip interface brief, parse: textfsm}
              - show: show running-config
              - show: show startup-config
            checks:
            """;

    @TempDir
    Path folder;

    /** A block and the page that it stands on. */
    private record Block(Path page, String yaml) {}

    @Test
    void everyYamlBlockIsSound() throws IOException {
        List<Block> blocks = blocks();
        for (Block block : blocks) {
            Matcher named = FILE.matcher(block.yaml());
            if (named.find()) {
                write(named.group(1), block.yaml());
            }
        }
        write("inventory/rtm.yaml", "devices: [{name: rtm1, host: 192.0.2.99, platform: frr, username: net}]");
        assertTrue(blocks.size() > 20, "only " + blocks.size() + " blocks found");
        for (Block block : blocks) {
            check(block);
        }
    }

    private void check(Block block) throws IOException {
        String text = block.yaml()
                .replace("/home/net/", folder + "/")
                .replace("../inventory/", "inventory/")
                .replace("${file:secrets/enable}", "${file:enable}");
        var problems = new Problems();
        Node document = YamlFile.parse("block", text, problems);
        if (document != null) {
            switch (kind(document)) {
                case "job" -> job(text, problems);
                case "steps" -> job("steps:\n" + text + DEVICES, problems);
                case "checks" -> job(CHECKED + text + DEVICES, problems);
                case "part" -> job(text + (has(document, "inventory", "devices") ? "" : DEVICES) + STEPS, problems);
                case "platform" -> PlatformFile.read(document, problems);
                case "inventory" ->
                    InventoryFile.read(
                            write("block.yaml", text), InventoryAccess.usual().atHome(), problems);
                default -> throw new AssertionError(block.page() + ": what is this?\n" + text);
            }
        }
        assertEquals(List.of(), problems.all(), block.page() + "\n" + text);
    }

    private static String kind(Node document) {
        if (document instanceof Sequence list) {
            if (list.items().stream().allMatch(item -> has(item, "of", "that"))) {
                return "checks";
            }
            return list.items().stream()
                            .allMatch(item -> has(
                                    item, "show", "configure", "expect", "dialogue", "copy", "reload", "ping", "http"))
                    ? "steps"
                    : "inventory";
        }
        if (has(document, "steps")) {
            return "job";
        }
        if (has(document, "modes", "extends")) {
            return "platform";
        }
        if (has(document, "run", "vars", "select", "reports", "inventory")) {
            return "part";
        }
        return has(document, "devices", "lab", "from", "netbox", "url") ? "inventory" : "unknown";
    }

    private static boolean has(Node node, String... keys) {
        return node instanceof Mapping mapping && Stream.of(keys).anyMatch(mapping::has);
    }

    private void job(String text, Problems problems) throws IOException {
        Job job = JobFile.read(write("block.yaml", text), problems);
        if (job != null && (!job.inventories().isEmpty() || !problems.isEmpty())) {
            new Planner(Overrides.NONE, new PlatformCatalog(), false, problems).plan(job);
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    private static List<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        for (Path page : pages()) {
            BLOCK.matcher(Files.readString(page))
                    .results()
                    .forEach(found -> blocks.add(new Block(page, found.group(1))));
        }
        return blocks;
    }

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        var dead = new ArrayList<String>();
        for (Path page : pages()) {
            String text = CODE.matcher(Files.readString(page)).replaceAll("");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                if (!leadsSomewhere(page, link.group(1))) {
                    dead.add(page + ": " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), dead);
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path folder = page.getParent() == null ? Path.of("") : page.getParent();
        Path target = parts[0].isEmpty() ? page : folder.resolve(parts[0]).normalize();
        if (!Files.exists(target)) {
            return target.equals(EXAMPLES);
        }
        return parts.length == 1 || headings(target).contains(parts[1]);
    }

    /** The anchors that GitHub gives to headings. */
    private static Set<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyTestThatAPageNamesAsProofExists() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        for (Path page : pages()) {
            for (MatchResult named :
                    PROOF.matcher(Files.readString(page)).results().toList()) {
                assertTrue(tests.contains(named.group(1)), page + " names " + named.group(1));
            }
        }
    }

    @Test
    void everyPageOfDocsIsReachedFromTheReadme() throws IOException {
        var reached = new TreeSet<Path>();
        for (MatchResult link :
                LINK.matcher(Files.readString(Path.of("README.md"))).results().toList()) {
            reached.add(Path.of(link.group(1).split("#", 2)[0]));
        }
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith(".md"))
                            .filter(file -> !reached.contains(file))
                            .toList());
        }
    }

    @Test
    void readmeNamesItsTestCommandAndShowsARunAboveTheFold() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        String top = String.join("\n", lines.subList(0, Math.min(40, lines.size())));
        assertTrue(top.contains("\nmvn -B verify"));
        assertTrue(top.contains("\n./muster run jobs/demo.yaml"));
        assertTrue(top.contains("\nfailed     "));
        assertNotNull(Files.readString(Path.of(".ci/run"))
                .lines()
                .filter(line -> line.equals("mvn -B verify"))
                .findFirst()
                .orElse(null));
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>();
        pages.add(Path.of("README.md"));
        pages.add(Path.of("CONTRIBUTING.md"));
        for (String root : List.of("docs", "jobs")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }
}
