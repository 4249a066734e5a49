package dev.muster.cli;

import dev.muster.inventory.Inventory;
import dev.muster.plan.Overrides;
import dev.muster.plan.Prepared;
import dev.muster.platform.PlatformCatalog;
import dev.muster.secret.Secret;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster check}: who can be reached, and by what. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Tells who can be reached: a line for each answer as it comes, then a table.",
        footer = {
            "",
            "Without a protocol each device is tried by its own transport. A device's port belongs to that.",
            "",
            "Examples:",
            "  muster check devices.yaml --ssh --telnet --ping",
            "  muster check 192.0.2.0/24 --no-login",
            "  muster check hosts.ini --ping --format csv > reachable.csv",
            "",
            "Exit status: 0 everybody answered to everything; 1 somebody did not; 2 the command line or a file is wrong."
        })
final class CheckCommand implements Callable<Integer> {
    private static final int MOST_WORKERS = 10_000;

    @ParentCommand
    private MusterCommand muster;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE | ADDRESS",
            description = "Inventories, addresses, names, ranges (192.0.2.1-20), networks (192.0.2.0/24).")
    private List<String> what = new ArrayList<>();

    @Option(names = "--ssh", description = "Log in by SSH and show the prompt.")
    private boolean ssh;

    @Option(names = "--telnet", description = "Log in by telnet and show the prompt.")
    private boolean telnet;

    @Option(names = "--http", description = "Ask for the first page by HTTPS or HTTP; any status will do.")
    private boolean http;

    @Option(names = "--netconf", description = "By NETCONF: log in, exchange hellos.")
    private boolean netconf;

    @Option(names = "--ping", description = "Ask for three echoes with this machine's ping.")
    private boolean ping;

    @Option(names = "--no-login", description = "Only connect.")
    private boolean noLogin;

    @Option(names = "--select", paramLabel = "EXPR", description = "Only devices for which this is true.")
    private @Nullable String select;

    @Option(names = "--limit", split = ",", paramLabel = "NAME", description = "Only these devices.")
    private List<String> limit = new ArrayList<>();

    @Option(
            names = "--max-workers",
            paramLabel = "N",
            description = "How many at once (default 50 logins, 1000 connections, 64 pings).")
    private @Nullable Integer maxWorkers;

    @Option(names = "--format", paramLabel = "text|csv|json", description = "What stands on standard output.")
    private String format = "text";

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Mixin
    private VaultOptions vault = new VaultOptions();

    @Override
    public Integer call() throws WrongInput, IOException, InterruptedException {
        if (!List.of("text", "csv", "json").contains(format)) {
            throw new WrongInput("--format is `" + format + "`; known: text, csv, json");
        }
        if (maxWorkers != null && (maxWorkers < 1 || maxWorkers > MOST_WORKERS)) {
            throw new WrongInput("--max-workers is " + maxWorkers + "; it must be from 1 to " + MOST_WORKERS);
        }
        Console console = muster.console(false, false);
        var problems = new Problems();
        var targets = new CheckTargets(vault.access(muster.environment()), problems);
        Inventory inventory = targets.inventory(what, select, limit);
        inventory.warnings().forEach(warning -> console.say(Visible.line("warning: " + warning)));
        boolean logsIn = !noLogin && targets.logsIn(inventory, protocols());
        boolean planned = logsIn || inventory.lab() != null;
        var text = new CheckText(console, format);
        var how = new Checking.How(protocols(), logsIn, noLogin, maxWorkers);
        if (!planned) {
            return new Checking(targets.unplanned(inventory), how, text).run(console);
        }
        Prepared prepared = prepared(inventory, targets, problems);
        try (StandIn fleet = StandIn.of(prepared, null)) {
            return new Checking(targets.planned(inventory, fleet.plan()), how, text).run(console);
        }
    }

    private Set<Protocol> protocols() {
        var wanted = EnumSet.noneOf(Protocol.class);
        Map.of(
                        Protocol.SSH,
                        ssh,
                        Protocol.TELNET,
                        telnet,
                        Protocol.HTTP,
                        http,
                        Protocol.NETCONF,
                        netconf,
                        Protocol.PING,
                        ping)
                .forEach((protocol, asked) -> {
                    if (asked) {
                        wanted.add(protocol);
                    }
                });
        return wanted;
    }

    private Prepared prepared(Inventory inventory, CheckTargets targets, Problems problems) throws WrongInput {
        var catalog = PlatformCatalog.over(platformFiles(), problems);
        Secret password = targets.hasAddresses() ? login.passwordIfSomebodyIsThere() : login.password();
        var none = Overrides.NONE;
        var overrides = new Overrides(
                none.inventory(),
                none.select(),
                none.limit(),
                none.maxWorkers(),
                none.order(),
                none.onError(),
                none.reports(),
                none.vars(),
                login.username(),
                password,
                login.hostKey());
        Prepared prepared = Probing.plan(targets.forPlan(inventory), overrides, catalog, problems);
        if (prepared == null || !problems.isEmpty()) {
            throw new WrongInput(problems);
        }
        return prepared;
    }

    /** A user's own platforms, beside the first file. */
    private List<Path> platformFiles() throws WrongInput {
        Path first = UserPath.of(what.getFirst());
        return OwnPlatforms.in(
                CheckTargets.isFile(what.getFirst()) ? first.toAbsolutePath().getParent() : null);
    }
}
