package dev.muster.cli;

import dev.muster.inventory.Device;
import dev.muster.inventory.Inventory;
import dev.muster.inventory.InventoryFile;
import dev.muster.inventory.Selection;
import dev.muster.inventory.Selector;
import dev.muster.inventory.Sourced;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster inventory}: the devices as Muster sees them. */
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "Shows the devices of any inventory as Muster sees them, or converts them to Muster's own form.",
        footer = {
            "",
            "No secret is printed: a password that stands in a file becomes a reference to a variable to be set.",
            "",
            "Examples:",
            "  muster inventory hosts.ini --select \"'leafs' in groups\"",
            "  muster inventory nornir/ --format yaml > devices.yaml",
            "  muster inventory netbox.yaml --format csv"
        })
final class InventoryCommand implements Callable<Integer> {
    private static final Mark COMMAND_LINE = Mark.of("command line");

    @ParentCommand
    private MusterCommand muster;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Inventories of any form; several count as one.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--select", paramLabel = "EXPR", description = "Only devices for which this is true.")
    private @Nullable String select;

    @Option(names = "--limit", split = ",", paramLabel = "NAME", description = "Only these devices.")
    private List<String> limit = new ArrayList<>();

    @Option(names = "--format", paramLabel = "table|yaml|json|csv", description = "How they are shown (default table).")
    private String format = "table";

    @Option(names = "--verbose", description = "Where each setting of a device comes from.")
    private boolean verbose;

    @Mixin
    private VaultOptions vault = new VaultOptions();

    @Override
    public Integer call() throws WrongInput, IOException {
        if (!List.of("table", "yaml", "json", "csv").contains(format)) {
            throw new WrongInput("--format is `" + format + "`; known: table, yaml, json, csv");
        }
        Console console = muster.console(false, verbose);
        List<Device> devices = devices(console);
        var text = new InventoryText(console);
        switch (format) {
            case "yaml" -> text.yaml(devices, files);
            case "json" -> text.json(devices);
            case "csv" -> text.csv(devices);
            default -> {
                if (verbose) {
                    text.origins(devices);
                } else {
                    text.table(devices);
                }
            }
        }
        return ExitCode.OK;
    }

    private List<Device> devices(Console console) throws WrongInput {
        var problems = new Problems();
        var read = new ArrayList<Inventory>();
        for (Path file : files) {
            Inventory inventory = InventoryFile.read(file, vault.access(muster.environment()), problems);
            if (inventory != null) {
                read.add(inventory);
            }
        }
        Inventory all = problems.isEmpty() ? Inventory.of(read, problems) : null;
        if (all == null || !problems.isEmpty()) {
            throw new WrongInput(problems);
        }
        all.warnings().forEach(warning -> console.say(Visible.line("warning: " + warning)));
        var names =
                limit.stream().map(name -> new Sourced<>(name, COMMAND_LINE)).toList();
        var wanted = new Selection(select == null ? null : new Sourced<>(select, COMMAND_LINE), List.of(), names);
        List<Device> devices = new Selector(all, Map.of(), problems).select(wanted);
        if (!problems.isEmpty()) {
            throw new WrongInput(problems);
        }
        return devices;
    }
}
