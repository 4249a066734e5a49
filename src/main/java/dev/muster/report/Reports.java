package dev.muster.report;

import dev.muster.result.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The reports that a run can write into its folder. */
public final class Reports {
    /** Their names, as {@code reports:} and {@code --report} take them. */
    public static final List<String> KNOWN =
            List.of("csv", "json", "html", "jsonl", "files", "sessions", "junit", "md");

    private Reports() {}

    /**
     * Makes the run's folder and the listeners that fill it, {@code failed.yaml} always among them. A listener that
     * cannot write throws an {@link IOException} whose message names the file, the reason and what the file holds, and
     * throws it again for every later event.
     *
     * @param names some of {@link #KNOWN}; one that comes twice counts once
     * @param inventoryOrder whether files list devices in the inventory's order in place of completion
     * @param inventories the inventory files as {@code failed.yaml} names them
     * @throws IOException when the folder holds a run already, or it or a file cannot be made; for people as it is
     * @throws IllegalArgumentException when a name is not known
     */
    public static List<RunListener> open(
            List<String> names, Path folder, boolean inventoryOrder, List<String> inventories) throws IOException {
        check(names);
        RunFolder.create(folder);
        return into(folder, names, inventoryOrder, inventories);
    }

    private static void check(List<String> names) {
        for (String name : names) {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("no report `" + name + "`; known are " + String.join(", ", KNOWN));
            }
        }
    }

    /**
     * Like {@link #open}, into a run's folder that is there already.
     *
     * @throws IOException when a file cannot be made, or is there already
     */
    public static List<RunListener> into(
            Path folder, List<String> names, boolean inventoryOrder, List<String> inventories) throws IOException {
        check(names);
        var listeners = new ArrayList<RunListener>();
        for (String name : new LinkedHashSet<>(names)) {
            listeners.add(open(name, folder, inventoryOrder));
        }
        if (names.contains("csv")) {
            listeners.add(new RowsReport(folder));
        }
        listeners.add(new FailedInventory(folder, inventories));
        return listeners;
    }

    /**
     * Removes what reports of these names, and {@code failed.yaml}, have left in a run's folder, so that they can be made
     * again. What they never write stays.
     *
     * @throws IOException for people, with the file's name
     */
    public static void remove(Path folder, List<String> names) throws IOException {
        var files = new ArrayList<String>(List.of("failed.yaml"));
        for (String name : names) {
            files.addAll(files(name));
        }
        for (String file : files) {
            Path path = folder.resolve(file);
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new IOException(path + ": " + Trouble.reason(e), e);
            }
        }
        if (names.contains("csv")) {
            RowsReport.remove(folder);
        }
        if (names.contains("files")) {
            FilesReport.remove(folder);
        }
    }

    /** The names that a report's file has while it grows, when it is whole and after trouble. */
    private static List<String> files(String report) {
        return switch (report) {
            case "csv" -> List.of("results.csv", "results.csv.incomplete", "results.csv.ahead");
            case "json" -> List.of("results.json", "results.json.part", "results.json.ahead");
            case "jsonl" -> List.of("results.jsonl", "results.jsonl.incomplete", "results.jsonl.ahead");
            case "junit" -> List.of("junit.xml", "junit.xml.part", "junit.xml.ahead");
            case "md" -> List.of("report.md");
            case "html" -> List.of("report.html", "report.html.part", ".report.html.part");
            default -> List.of();
        };
    }

    private static RunListener open(String name, Path folder, boolean inventoryOrder) throws IOException {
        return switch (name) {
            case "csv" -> new CsvReport(folder, inventoryOrder);
            case "json" -> new JsonReport(folder, inventoryOrder);
            case "jsonl" -> new JsonLinesReport(folder, inventoryOrder);
            case "html" -> new HtmlReport(folder);
            case "files" -> new FilesReport(folder);
            case "sessions" -> new SessionLogs(folder);
            case "junit" -> new JunitReport(folder, inventoryOrder);
            case "md" -> new MarkdownReport(folder);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
