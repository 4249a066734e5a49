package dev.muster.cli;

import dev.muster.inventory.Device;
import dev.muster.inventory.Inventory;
import dev.muster.inventory.InventoryFile;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.plan.Overrides;
import dev.muster.plan.Prepared;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.secret.Secret;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
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

/** {@code muster probe}: what is known of a device, and of which platform it is. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description =
                "Logs in to devices, learns their prompts and names their platforms, or prints a platform file for them.",
        footer = {
            "",
            "Only commands that show something or concern the session are typed; docs/platforms.md lists them.",
            "",
            "Examples:",
            "  muster probe 192.0.2.1 -u netops",
            "  muster probe R1 R2 --inventory inventory/ams.yaml",
            "  muster probe 192.0.2.9 -u netops --name acme_os > platforms/acme_os.yaml"
        })
final class ProbeCommand implements Callable<Integer> {
    private static final Mark COMMAND_LINE = Mark.of("command line");

    @ParentCommand
    private MusterCommand muster;

    @Mixin
    private LoginOptions login;

    @Parameters(arity = "1..*", paramLabel = "HOST", description = "An address, or with --inventory a device's name.")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--port", paramLabel = "P", description = "Default 22 by SSH, 23 by telnet.")
    private @Nullable Integer port;

    @Option(names = "--transport", paramLabel = "ssh|telnet", description = "How they are reached (default ssh).")
    private @Nullable String transport;

    @Option(
            names = "--inventory",
            paramLabel = "FILE",
            description = "Where the devices are named, with all that is needed to log in.")
    private @Nullable Path inventory;

    @Option(names = "--name", paramLabel = "NAME", description = "What a platform that is not known shall be called.")
    private @Nullable String name;

    @Option(names = "--json", description = "A JSON object per device.")
    private boolean json;

    @Override
    public Integer call() throws WrongInput, IOException, InterruptedException {
        check();
        var problems = new Problems();
        var catalog = PlatformCatalog.over(platformFiles(), problems);
        Inventory all = inventory == null ? byAddress() : InventoryFile.read(inventory, problems);
        if (all == null || !problems.isEmpty()) {
            throw new WrongInput(problems);
        }
        Inventory wanted = inventory == null ? all : named(all);
        Secret password = inventory == null ? login.passwordIfSomebodyIsThere() : login.password();
        Console console = muster.console(false, false);
        if (inventory == null && password == null) {
            console.say("no password is given; where one is wanted: --ask-pass on a terminal, or --inventory FILE");
        }
        var overrides = overrides(password);
        Prepared prepared = Probing.plan(wanted, overrides, catalog, problems);
        if (prepared == null) {
            throw new WrongInput(problems);
        }
        prepared.warnings().forEach(warning -> console.say(Visible.line("warning: " + warning)));
        List<Platform> platforms = List.copyOf(catalog.all().values());
        var findings = new FindingsText(console, json, name, catalog);
        try (StandIn fleet = StandIn.of(prepared, null)) {
            return new Probing(fleet.plan().devices(), platforms, findings).run(console);
        }
    }

    private void check() throws WrongInput {
        if (name != null && !name.matches("[a-z0-9_]{1,64}")) {
            throw new WrongInput("--name is `" + name + "`; it needs lower-case letters, digits and _");
        }
        if (name != null && hosts.size() > 1) {
            throw new WrongInput("--name goes with one host");
        }
        if (transport != null && !transport.equals("ssh") && !transport.equals("telnet")) {
            throw new WrongInput(
                    "--transport is `" + transport + "`" + Suggestion.among(List.of("ssh", "telnet"), transport));
        }
        if (port != null && (port < 1 || port > 65_535)) {
            throw new WrongInput("--port is " + port + "; it must be from 1 to 65535");
        }
    }

    /** A user's own platforms, beside the inventory or here. */
    private List<Path> platformFiles() throws WrongInput {
        Path parent =
                inventory == null ? Path.of("") : inventory.toAbsolutePath().getParent();
        return OwnPlatforms.in(parent);
    }

    private Overrides overrides(@Nullable Secret password) throws WrongInput {
        return new Overrides(
                null,
                null,
                List.of(),
                null,
                null,
                null,
                List.of(),
                Map.of(),
                login.username(),
                password,
                login.hostKey());
    }

    /** What the command line says of how to reach them; the platform is what is to be found out. */
    private Settings.Builder typed() {
        Settings.Builder settings = Settings.builder().put(Setting.PLATFORM, "terminal", COMMAND_LINE);
        if (port != null) {
            settings.put(Setting.PORT, port, COMMAND_LINE);
        }
        if (transport != null) {
            settings.put(Setting.TRANSPORT, List.of(transport), COMMAND_LINE);
        }
        return settings;
    }

    private Inventory byAddress() {
        var devices = new ArrayList<Device>();
        for (String host : hosts.stream().distinct().toList()) {
            String address = host.matches("\\[.*]") ? host.substring(1, host.length() - 1) : host;
            Settings settings = typed().put(Setting.HOST, address, COMMAND_LINE)
                    .put(Setting.USERNAME, new SecretText(System.getProperty("user.name", "")), COMMAND_LINE)
                    .build();
            devices.add(new Device(host, COMMAND_LINE, List.of(), Map.of(), settings));
        }
        return new Inventory(devices, java.util.Set.of(), null, List.of());
    }

    private Inventory named(Inventory all) throws WrongInput {
        var devices = new ArrayList<Device>();
        List<String> names = all.devices().stream().map(Device::name).toList();
        for (String host : hosts.stream().distinct().toList()) {
            Device found = all.devices().stream()
                    .filter(device ->
                            device.name().equals(host) || device.host().equals(host))
                    .findFirst()
                    .orElseThrow(() ->
                            new WrongInput(inventory + ": no device `" + host + "`" + Suggestion.among(names, host)));
            Settings settings = typed().build().over(found.settings());
            devices.add(new Device(found.name(), found.mark(), found.groups(), found.data(), settings));
        }
        var others = new ArrayList<>(all.devices());
        others.removeIf(
                device -> devices.stream().anyMatch(taken -> taken.name().equals(device.name())));
        others.addAll(all.others());
        return new Inventory(devices, all.groups(), all.lab(), all.warnings(), others);
    }
}
