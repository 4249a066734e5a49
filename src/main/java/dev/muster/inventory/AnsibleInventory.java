package dev.muster.inventory;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes devices of Ansible's hosts, with variables by Ansible's precedence. */
final class AnsibleInventory {
    private static final String PREFIX = "ansible_";
    private static final int LEAST_TO_GUESS = 4;

    private final AnsibleGroups groups = new AnsibleGroups();
    private final AnsibleVarFiles files;
    private final AnsibleVault vault;
    private final Problems problems;
    private final ForeignHosts list;
    private final List<Problem> warnings = new ArrayList<>();
    private @Nullable Mark unfilled;
    private int unfilledCount;

    /** @param folder where {@code group_vars} and {@code host_vars} are */
    AnsibleInventory(Path folder, AnsibleVault vault, Problems problems) {
        this.files = new AnsibleVarFiles(folder, vault, problems);
        this.vault = vault;
        this.problems = problems;
        this.list = new ForeignHosts(problems);
    }

    void ini(String file, String text) {
        new AnsibleIni(groups, problems).read(file, text);
    }

    void yaml(Mapping inventory) {
        new AnsibleYaml(groups, problems).read(inventory);
    }

    /** The devices, once all files are read. */
    Inventory inventory() {
        int before = problems.size();
        groups.checkLoops(problems);
        if (problems.size() == before) {
            groups.hosts().forEach(this::device);
        }
        if (unfilled != null) {
            warnings.add(new Problem(
                    unfilled,
                    "stays as it is written, for its Jinja2 cannot be filled in here"
                            + (unfilledCount > 1 ? "; so do " + (unfilledCount - 1) + " more" : "")));
        }
        var names = new TreeSet<>(groups.names());
        names.remove(AnsibleGroups.ALL);
        return new Inventory(list.devices(), names, null, warnings);
    }

    private void device(AnsibleGroups.Host host) {
        List<AnsibleGroups.Group> memberOf = groups.of(host);
        var names = new ArrayList<>(memberOf.reversed().stream()
                .map(group -> group.name)
                .filter(name -> !name.equals(AnsibleGroups.ALL))
                .toList());
        Map<String, Entry> combined = combined(host, memberOf);
        var vars = new AnsibleVars(
                host,
                combined,
                List.copyOf(names),
                vault,
                entry -> files.isEncrypted(entry.value().mark()),
                problems);
        var form = new AnsibleForm(vars::secret);
        var settings = new ArrayList<Entry>();
        var data = new LinkedHashMap<String, @Nullable Object>();
        for (Entry entry : combined.values()) {
            if (form.isSecret(entry.key())) {
                settings.add(entry);
            } else if (form.keys().containsKey(entry.key())) {
                settings.add(vars.open(entry));
            } else if (!AnsibleForm.WITHOUT_EFFECT.contains(entry.key())) {
                fact(entry, vars, data);
            }
        }
        if (isLocal(settings)) {
            warnings.add(
                    new Problem(host.mark(), "`" + host.name() + "` is this machine (connection local): left out"));
            return;
        }
        Settings own = ForeignHosts.settings(host.mark(), settings, form.keys(), problems);
        list.add(host.name(), host.mark(), names, data, own);
    }

    /** Inventory before files, {@code all} before other groups, groups before the host; the last that says it wins. */
    private Map<String, Entry> combined(AnsibleGroups.Host host, List<AnsibleGroups.Group> memberOf) {
        var all = new LinkedHashMap<String, Entry>();
        memberOf.forEach(group -> group.vars.values().forEach(entry -> all.put(entry.key(), entry)));
        memberOf.forEach(group -> files.ofGroup(group.name).forEach(entry -> all.put(entry.key(), entry)));
        host.vars().values().forEach(entry -> all.put(entry.key(), entry));
        files.ofHost(host.name()).forEach(entry -> all.put(entry.key(), entry));
        return all;
    }

    private void fact(Entry entry, AnsibleVars vars, Map<String, @Nullable Object> data) {
        guess(entry);
        Entry fact = vars.fact(entry, () -> {
            unfilledCount++;
            unfilled = unfilled == null ? entry.value().mark() : unfilled;
        });
        if (fact != null) {
            data.put(fact.key(), fact.value().plain());
        }
    }

    /** A variable of the user's own is no mistake, but one that looks like a misspelt one of Ansible's is. */
    private void guess(Entry entry) {
        String name = entry.key();
        if (!name.startsWith(PREFIX) || name.length() < PREFIX.length() + LEAST_TO_GUESS) {
            return;
        }
        List<String> known = AnsibleForm.names().keySet().stream()
                .map(key -> key.substring(PREFIX.length()))
                .toList();
        String meant = Suggestion.among(known, name.substring(PREFIX.length()));
        if (meant.contains("did you mean")) {
            problems.add(entry.mark(), "unknown variable `" + name + "`" + meant.replace("mean `", "mean `" + PREFIX));
        }
    }

    private static boolean isLocal(List<Entry> settings) {
        return settings.stream()
                .anyMatch(entry -> entry.key().equals("ansible_connection")
                        && entry.value() instanceof Scalar scalar
                        && scalar.text().strip().matches("(?:ansible\\.builtin\\.)?local"));
    }

    /** Whether a node is an inventory of Ansible's YAML form. */
    static boolean is(Node node) {
        return node instanceof Mapping mapping && AnsibleYaml.is(mapping);
    }
}
