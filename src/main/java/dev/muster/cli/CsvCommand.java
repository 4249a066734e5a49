package dev.muster.cli;

import dev.muster.csv.CsvException;
import dev.muster.csv.CsvFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster csv}: a stream filter for large tables. */
@Command(
        name = "csv",
        mixinStandardHelpOptions = true,
        description = "Copies the rows of a CSV file for which an expression over its columns is true.",
        footer = {
            "",
            "Examples:",
            "  muster csv rib.csv --where 'nexthop == \"200.219.145.45\"'",
            "  muster csv rib.csv --where 'nexthop in [\"192.0.2.1\", \"192.0.2.2\"] and metric > 100' --columns network,path",
            "  zcat rib.csv.gz | muster csv - --where '\"65001\" in path'",
            "",
            "Rows come as they are found; memory does not grow with the file."
        })
final class CsvCommand implements Callable<Integer> {
    @ParentCommand
    private MusterCommand muster;

    @Parameters(
            arity = "1",
            paramLabel = "FILE",
            description = "The table, its first line the header; - for standard input.")
    private String file = "-";

    @Option(names = "--where", paramLabel = "EXPR", description = "Only rows for which this is true.")
    private @Nullable String where;

    @Option(names = "--columns", split = ",", paramLabel = "NAME", description = "Only these columns, in this order.")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--delimiter", paramLabel = "C", description = "What stands between fields (default a comma).")
    private String delimiter = ",";

    @Override
    public Integer call() throws WrongInput {
        String between = delimiter.equals("\\t") || delimiter.equals("tab") ? "\t" : delimiter;
        if (between.length() != 1 || between.charAt(0) > 127 || "\"\r\n".contains(between)) {
            throw new WrongInput("--delimiter takes one character, found `" + delimiter + "`");
        }
        if (where != null && where.isBlank()) {
            throw new WrongInput("--where is empty");
        }
        Console console = muster.console(false, false);
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(UserPath.of(file));
                OutputStream out = console.bytes()) {
            new CsvFilter(where, columns, between.charAt(0)).copy(in, out);
            return ExitCode.OK;
        } catch (CsvException e) {
            throw new WrongInput(file + ": " + e.getMessage());
        } catch (IOException e) {
            if (console.isClosed()) { // whoever reads it, such as head, has enough
                return ExitCode.OK;
            }
            throw new WrongInput(file + ": " + FileTrouble.why(e));
        }
    }
}
