package dev.muster.plan;

import dev.muster.audit.Check;
import dev.muster.inventory.AnsibleVault;
import dev.muster.inventory.Device;
import dev.muster.inventory.HostKeyRule;
import dev.muster.inventory.Inventory;
import dev.muster.inventory.InventoryAccess;
import dev.muster.inventory.InventoryFile;
import dev.muster.inventory.Selection;
import dev.muster.inventory.Selector;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.job.Job;
import dev.muster.job.Reports;
import dev.muster.job.RunOptions;
import dev.muster.platform.PlatformCatalog;
import dev.muster.secret.SecretSources;
import dev.muster.secret.SecretText;
import dev.muster.transport.HostKeyMode;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves a job: which devices, with which settings, get which commands. Contacts nobody. */
public final class Planner {
    private static final int MAX_WORKERS = 50;
    private static final long MEMORY_LIMIT = 1L << 20;
    private static final long OUTPUT_LIMIT = 256L << 20;
    private static final Mark COMMAND_LINE = Mark.of("command line");

    private final Overrides overrides;
    private final PlatformCatalog catalog;
    private final SecretStore secrets;
    private final Problems problems;
    private final boolean lookUpSecrets;
    private InventoryAccess access;

    /** @param lookUpSecrets true for a run; false leaves every reference to a secret alone */
    public Planner(Overrides overrides, PlatformCatalog catalog, boolean lookUpSecrets, Problems problems) {
        this(overrides, catalog, lookUpSecrets, SecretSources.unattended(), problems);
    }

    /**
     * @param lookUpSecrets true for a run; false leaves every reference to a secret alone
     * @param sources where the references lead
     */
    public Planner(
            Overrides overrides,
            PlatformCatalog catalog,
            boolean lookUpSecrets,
            SecretSources sources,
            Problems problems) {
        this.overrides = overrides;
        this.catalog = catalog;
        this.problems = problems;
        this.lookUpSecrets = lookUpSecrets;
        this.secrets = new SecretStore(sources, lookUpSecrets, problems);
        this.access = new InventoryAccess(AnsibleVault.ofEnvironment(), sources, true);
    }

    /** The same, with another way to what inventories need beside their files. */
    public Planner reading(InventoryAccess other) {
        access = other;
        return this;
    }

    /** The plan of a job, or null with the reasons in {@code problems}, those of its inventories included. */
    public @Nullable Prepared plan(Job job) {
        var vars = new LinkedHashMap<String, @Nullable Object>(job.vars());
        vars.putAll(overrides.vars());
        var steps = new StepPlanner(job.steps(), catalog, secrets, problems);
        List<String> reports = reports(job);
        Inventory inventory = inventory(job);
        if (inventory == null || inventory.devices().isEmpty()) { // empty where another system must not be asked
            return null;
        }
        List<Device> devices = select(job, inventory, vars);
        var around = new DevicePlanner.Surroundings(
                commandLine(),
                overrides.password(),
                job.run().limits(),
                vars,
                Selector.dataKeys(inventory.devices()),
                Stream.concat(inventory.devices().stream(), inventory.others().stream())
                        .toList());
        var keys = new KeyStore(secrets, lookUpSecrets, problems);
        var logins = new LoginPlanner(secrets, keys, lookUpSecrets, problems);
        var credentials = new DevicePlanner.Credentials(secrets, logins);
        var planner = new DevicePlanner(around, catalog, credentials, steps, problems);
        List<DevicePlan> plans = plans(devices, planner);
        List<PlannedRate> rates = plans.size() < devices.size()
                ? List.of()
                : new RatePlanner(problems).rates(job.run().policies().rates(), plans);
        List<Check> checks = new CheckPlanner(job.steps(), problems).checks(job.checks(), plans);
        if (!problems.isEmpty()) {
            return null;
        }
        var warnings = new ArrayList<>(inventory.warnings());
        warnings.addAll(keys.warnings());
        return new Prepared(plan(job, reports, rates, checks, plans), inventory.lab(), warnings);
    }

    private static List<DevicePlan> plans(List<Device> devices, DevicePlanner planner) {
        var plans = new ArrayList<DevicePlan>(devices.size());
        for (Device device : devices) {
            DevicePlan plan = planner.plan(device);
            if (plan != null) {
                plans.add(plan);
            }
        }
        planner.tellWhatLacks();
        return plans;
    }

    private Plan plan(
            Job job, List<String> reports, List<PlannedRate> rates, List<Check> checks, List<DevicePlan> devices) {
        RunOptions run = job.run();
        List<String> inventories = inventoryNames(job);
        boolean adHoc = job.mark().equals(COMMAND_LINE);
        return new Plan(
                job.name(),
                adHoc ? String.join(", ", inventories) : job.mark().file(),
                firstOf(overrides.maxWorkers(), run.maxWorkers(), MAX_WORKERS),
                firstOf(overrides.order(), run.order(), RunOptions.Order.COMPLETED),
                firstOf(overrides.onError(), run.onError(), RunOptions.OnError.CONTINUE),
                run.runLimit(),
                Objects.requireNonNullElse(run.memoryLimit(), MEMORY_LIMIT),
                Objects.requireNonNullElse(run.outputLimit(), OUTPUT_LIMIT),
                reports,
                run.policies(),
                rates,
                inventories,
                checks,
                List.copyOf(devices));
    }

    private static <T> T firstOf(@Nullable T first, @Nullable T second, T last) {
        return first != null ? first : Objects.requireNonNullElse(second, last);
    }

    private List<String> reports(Job job) {
        if (overrides.reports().isEmpty()) {
            return job.reports();
        }
        overrides.reports().forEach(report -> Reports.check(report, COMMAND_LINE, problems));
        return overrides.reports().stream().distinct().toList();
    }

    private Settings commandLine() {
        Settings.Builder settings = Settings.builder();
        if (overrides.username() != null) {
            settings.put(Setting.USERNAME, new SecretText(overrides.username()), COMMAND_LINE);
        }
        HostKeyMode mode = overrides.hostKey();
        if (mode != null) {
            settings.put(Setting.HOST_KEY, HostKeyRule.valueOf(mode.name()), COMMAND_LINE);
        }
        return settings.build();
    }

    private @Nullable Inventory inventory(Job job) {
        List<Job.Source> sources = overrides.inventory() == null
                ? job.inventories()
                : List.of(new Job.Source.File(new Sourced<>(overrides.inventory(), COMMAND_LINE)));
        int before = problems.size();
        if (sources.isEmpty()) {
            problems.add(job.mark(), "names no devices: it needs `inventory` or `devices`, or use --inventory");
            return null;
        }
        var read = new ArrayList<Inventory>();
        for (Job.Source source : sources) {
            Inventory inventory = switch (source) {
                case Job.Source.File file -> InventoryFile.read(file.path(), access, problems);
                case Job.Source.Inline inline -> inline.inventory();
                case Job.Source.Broken broken -> null;
            };
            if (inventory != null) {
                read.add(inventory);
            }
        }
        Inventory all = read.size() == sources.size() ? Inventory.of(read, problems) : null;
        return problems.size() == before ? all : null;
    }

    private List<String> inventoryNames(Job job) {
        Path instead = overrides.inventory();
        if (instead != null) {
            return List.of(instead.toString());
        }
        return job.inventories().stream()
                .map(source -> source instanceof Job.Source.File file
                        ? file.path().value().toString()
                        : job.mark().file())
                .distinct()
                .toList();
    }

    private List<Device> select(Job job, Inventory inventory, Map<String, @Nullable Object> vars) {
        int before = problems.size();
        Selection asked = job.selection();
        if (overrides.select() != null) {
            asked = new Selection(new Sourced<>(overrides.select(), COMMAND_LINE), asked.groups(), asked.names());
        }
        List<Device> devices = new Selector(inventory, vars, problems).select(asked);
        if (!overrides.limit().isEmpty() && problems.size() == before) {
            devices = limited(inventory, devices);
        }
        if (devices.isEmpty() && problems.size() == before) {
            Mark mark =
                    asked.expression() == null ? job.mark() : asked.expression().mark();
            problems.add(mark, "selects none of the " + inventory.devices().size() + " devices");
        }
        return devices;
    }

    private List<Device> limited(Inventory inventory, List<Device> devices) {
        List<Sourced<String>> names = overrides.limit().stream()
                .map(name -> new Sourced<>(name, COMMAND_LINE))
                .toList();
        int before = problems.size();
        var everywhere = new Selector(inventory, Map.of(), problems);
        List<Device> named = everywhere.select(new Selection(null, List.of(), names));
        if (problems.size() > before) {
            return List.of();
        }
        Set<String> selected = devices.stream().map(Device::name).collect(Collectors.toSet());
        for (Device device : named) {
            if (!selected.contains(device.name())) {
                problems.add(
                        COMMAND_LINE,
                        "--limit: device `" + device.name() + "` is not among those that the job selects");
            }
        }
        return named;
    }
}
