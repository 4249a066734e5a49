package dev.muster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the house; see {@code docs/architecture.md} for their reasons. */
class ArchitectureTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final String ROOT = "dev.muster.";

    /** What each package may use directly; it may also use what those may. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry(
                    "cli",
                    Set.of("job", "schedule", "inventory", "plan", "run", "report", "page", "journal", "lab", "csv")),
            Map.entry("audit", Set.of("result", "expression")),
            Map.entry("csv", Set.of("expression")),
            Map.entry("job", Set.of("inventory", "audit", "netconf", "parse", "schedule", "yaml", "result")),
            Map.entry("schedule", Set.of()),
            Map.entry("inventory", Set.of("secret", "yaml", "expression", "scope")),
            Map.entry("plan", Set.of("job", "inventory", "platform", "transport")),
            Map.entry("run", Set.of("plan", "parse", "textfsm", "scope", "session", "netconf", "transfer", "result")),
            Map.entry("netconf", Set.of("session", "scope", "yaml")),
            Map.entry("transfer", Set.of("session", "scope", "yaml")),
            Map.entry("session", Set.of("platform", "transport", "result")),
            Map.entry("parse", Set.of("textfsm", "result")),
            Map.entry("textfsm", Set.of()),
            Map.entry("platform", Set.of("yaml")),
            Map.entry("transport", Set.of("secret", "result", "scope")),
            Map.entry("expression", Set.of("yaml")),
            Map.entry("journal", Set.of("result")),
            Map.entry("report", Set.of("result", "page")),
            Map.entry("page", Set.of("result")),
            Map.entry("lab", Set.of("platform", "scope")),
            Map.entry("scope", Set.of()),
            Map.entry("result", Set.of()),
            Map.entry("secret", Set.of()),
            Map.entry("yaml", Set.of()));

    private static final JavaClasses MUSTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.muster");

    @Test
    void packagesPointDownwardOnly() {
        assertEquals(MAY_USE.keySet(), packages(), "every package has its place in the house");
        MAY_USE.keySet().forEach(name -> {
            Set<String> forbidden = new HashSet<>(MAY_USE.keySet());
            forbidden.removeAll(reach(name, new HashSet<>()));
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            forbidden.stream().map(other -> ROOT + other).toArray(String[]::new))
                    .because(name + " stands below or beside them")
                    .check(MUSTER);
        });
    }

    @Test
    void packagesFormNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.muster.(*)")
                .should()
                .beFreeOfCycles()
                .check(MUSTER);
    }

    @Test
    void threadsAreMadeInScopeOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.muster.scope")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.concurrent\\.(Executors|StructuredTaskScope.*|(Scheduled)?ThreadPoolExecutor"
                                + "|ForkJoinPool|CompletableFuture)")
                .check(MUSTER);
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.muster\\.scope\\.FleetScope\\d\\d(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*StructuredTaskScope.*")
                .check(MUSTER);
    }

    /** Limits count on the monotonic clock: a step of the wall clock, which only dates things, moves none of them. */
    @Test
    void noLimitLooksAtTheWallClock() {
        // cli shows people how long ago something was; journal adds up what several processes wrote down; cron is about
        // the clock on the wall
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.muster.cli", "dev.muster.journal", "dev.muster.schedule")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "toEpochMilli")
                .orShould()
                .callMethod(java.time.Instant.class, "plus", java.time.temporal.TemporalAmount.class)
                .orShould()
                .callMethod(java.time.Instant.class, "isBefore", java.time.Instant.class)
                .orShould()
                .callMethod(java.time.Instant.class, "isAfter", java.time.Instant.class)
                .orShould()
                .callMethod(
                        java.time.Duration.class,
                        "between",
                        java.time.temporal.Temporal.class,
                        java.time.temporal.Temporal.class)
                .check(MUSTER);
        noClasses()
                .that()
                .resideInAPackage("dev.muster.scope")
                .or()
                .haveNameMatching(
                        "dev\\.muster\\.run\\.(Admitted|Crowd|LoginBreaker|Paced|Part|Place|Repetition|Retried|Stop)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Instant.class, java.time.Clock.class)
                .check(MUSTER);
    }

    @Test
    void onlyTheCommandLinePrintsAndOnlyMainExits() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.muster.cli", "dev.muster.journal")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MUSTER);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.muster.cli.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(MUSTER);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?")
                .orShould()
                .haveNameMatching(".*\\.Abstract\\w*")
                .check(MUSTER);
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..common..",
                        "..helper..",
                        "..manager..",
                        "..impl..",
                        "..core..",
                        "..model..",
                        "..misc..")
                .check(MUSTER);
    }

    @Test
    void everyPackageSaysInOneSentenceWhatItIsAndIsNullMarked() throws IOException {
        for (String name : packages()) {
            String info = Files.readString(MAIN.resolve("dev/muster/" + name + "/package-info.java"));
            assertTrue(info.contains("@NullMarked"), name + " is not @NullMarked");
            assertTrue(
                    Pattern.compile("^/\\*\\* [A-Z][^.]*\\. \\*/\\s", Pattern.MULTILINE)
                            .matcher(info.replaceAll("\\R \\* ", " ").replace(" */", " */"))
                            .find(),
                    name + " needs one sentence");
        }
    }

    @Test
    void filesAndMethodsStaySmall() throws IOException {
        var tooLong = new ArrayList<String>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > 300) {
                tooLong.add(file + " has " + lines.size() + " lines, the law is 300");
            }
            methods(lines).forEach((line, length) -> {
                if (length > 40) {
                    tooLong.add(file + ":" + line + " has a method of " + length + " lines, the law is 40");
                }
            });
        }
        assertEquals(List.of(), tooLong);
    }

    /** The header of a record is its data, not a list that callers must get right by position alone. */
    @Test
    void parametersStayBelowSeven() {
        var tooMany = new ArrayList<String>();
        for (JavaClass type : MUSTER) {
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                boolean header = type.isRecord() && unit.isConstructor();
                boolean made = unit.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC);
                if (!header && !made && unit.getRawParameterTypes().size() >= 7) {
                    tooMany.add(unit.getFullName());
                }
            }
        }
        assertEquals(List.of(), tooMany);
    }

    private static Set<String> packages() {
        var names = new HashSet<String>();
        MUSTER.forEach(type -> names.add(type.getPackageName().substring(ROOT.length())));
        return names;
    }

    private static Set<String> reach(String name, Set<String> reached) {
        if (reached.add(name)) {
            MAY_USE.getOrDefault(name, Set.of()).forEach(next -> reach(next, reached));
        }
        return reached;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** First line and length of each method, by the indentation that the formatter keeps. */
    private static Map<Integer, Integer> methods(List<String> lines) {
        var found = new TreeMap<Integer, Integer>();
        Pattern begin = Pattern.compile(
                "^( {4}| {8})(?!return|throw|new|switch|try|if|for|while|do|yield|synchronized|record |.*\\b(class|interface|enum|record) )[\\w@<].*\\{$");
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = begin.matcher(lines.get(i));
            if (matcher.matches() && lines.get(i).contains("(") && !lines.get(i).matches(".*(=|->).*")) {
                String end = matcher.group(1) + "}";
                int j = i;
                while (j < lines.size() && !lines.get(j).equals(end)) {
                    j++;
                }
                found.put(i + 1, j - i + 1);
            }
        }
        return found;
    }
}
