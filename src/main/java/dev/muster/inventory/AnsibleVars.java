package dev.muster.inventory;

import dev.muster.expression.ExpressionException;
import dev.muster.expression.Template;
import dev.muster.secret.SecretText;
import dev.muster.secret.SecretText.Missing;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All variables of one Ansible host, with the Jinja2 in them filled in where it is simple enough. */
final class AnsibleVars {
    private static final Pattern NAME = Pattern.compile("\\{\\{-?\\s*([A-Za-z_]\\w*)\\s*-?}}");
    private static final Pattern ENVIRONMENT = Pattern.compile(
            "\\{\\{\\s*(?:lookup|query)\\(\\s*['\"](?:ansible\\.builtin\\.)?env['\"]\\s*,\\s*['\"](\\w+)['\"]\\s*\\)\\s*}}");
    private static final int DEEPEST = 10;

    private final Map<String, Entry> vars;
    private final Map<String, Object> magic;
    private final AnsibleVault vault;
    private final Predicate<Entry> hidden;
    private final Problems problems;

    /**
     * @param vars the nearest of each name
     * @param groups in which the host is
     * @param hidden whether a variable stands in an encrypted file
     */
    AnsibleVars(
            AnsibleGroups.Host host,
            Map<String, Entry> vars,
            List<String> groups,
            AnsibleVault vault,
            Predicate<Entry> hidden,
            Problems problems) {
        this.vars = vars;
        this.vault = vault;
        this.hidden = hidden;
        this.problems = problems;
        this.magic = Map.of(
                "inventory_hostname",
                host.name(),
                "inventory_hostname_short",
                host.name().split("\\.", 2)[0],
                "group_names",
                groups);
    }

    /** A text that may be encrypted or be made of others. */
    SecretText secret(Scalar scalar) {
        return secret(scalar, hidden.test(new Entry(scalar.mark(), "", scalar)), 0);
    }

    private SecretText secret(Scalar scalar, boolean isHidden, int depth) {
        String text = scalar.text();
        if (AnsibleVault.isEncrypted(text)) {
            return vault.secret(text, scalar.mark());
        }
        Matcher environment = ENVIRONMENT.matcher(text.strip());
        if (environment.matches()) {
            return new SecretText("${env:" + environment.group(1) + "}");
        }
        if (!text.contains("{{")) {
            return isHidden ? SecretText.locked("(ansible-vault)", () -> text) : new SecretText(text);
        }
        Matcher name = NAME.matcher(text.strip());
        Entry other = name.matches() ? vars.get(name.group(1)) : null;
        if (other != null && other.value() instanceof Scalar value && depth < DEEPEST) {
            return secret(value, hidden.test(other), depth + 1);
        }
        return composed(scalar, isHidden);
    }

    private SecretText composed(Scalar scalar, boolean isHidden) {
        try {
            String text = filled(scalar.text(), 0);
            boolean shut =
                    isHidden || vars.values().stream().anyMatch(entry -> isSecret(entry) && names(scalar, entry));
            return shut ? SecretText.locked("(ansible-vault)", () -> text) : new SecretText(text);
        } catch (ExpressionException | Missing e) {
            cannot(scalar, e);
            return new SecretText("x"); // told
        }
    }

    /** A variable with its text filled in and opened; as it is, with the reason noted, where that cannot be. */
    Entry open(Entry entry) {
        if (!(entry.value() instanceof Scalar scalar) || !needsWork(scalar.text())) {
            return entry;
        }
        try {
            String text =
                    AnsibleVault.isEncrypted(scalar.text()) ? vault.open(scalar.text()) : filled(scalar.text(), 0);
            return new Entry(entry.mark(), entry.key(), new Scalar(scalar.mark(), Type.TEXT, text));
        } catch (ExpressionException | Missing e) {
            cannot(scalar, e);
            return new Entry(entry.mark(), entry.key(), new Scalar(scalar.mark(), Type.NULL, ""));
        }
    }

    private void cannot(Scalar scalar, Exception why) {
        String what =
                AnsibleVault.isEncrypted(scalar.text()) ? "" : "`" + scalar.text() + "` cannot be filled in here: ";
        problems.add(scalar.mark(), what + why.getMessage());
    }

    private static boolean needsWork(String text) {
        return AnsibleVault.isEncrypted(text) || text.contains("{{") || text.contains("{%");
    }

    /** A variable as a fact; null when it is secret. */
    @Nullable
    Entry fact(Entry entry, Runnable leftAsWritten) {
        if (isSecret(entry)) {
            return null;
        }
        if (!(entry.value() instanceof Scalar scalar) || !needsWork(scalar.text())) {
            return entry;
        }
        boolean ofSecrets = vars.values().stream().anyMatch(other -> isSecret(other) && names(scalar, other));
        if (ofSecrets) {
            return null;
        }
        try {
            return new Entry(entry.mark(), entry.key(), new Scalar(scalar.mark(), Type.TEXT, filled(scalar.text(), 0)));
        } catch (ExpressionException | Missing e) {
            leftAsWritten.run();
            return entry;
        }
    }

    private boolean isSecret(Entry entry) {
        return hidden.test(entry) || holdsEncrypted(entry.value());
    }

    private static boolean holdsEncrypted(Node node) {
        return switch (node) {
            case Scalar scalar -> AnsibleVault.isEncrypted(scalar.text());
            case Sequence list -> list.items().stream().anyMatch(AnsibleVars::holdsEncrypted);
            case Mapping mapping -> mapping.entries().stream().anyMatch(entry -> holdsEncrypted(entry.value()));
        };
    }

    private static boolean names(Scalar text, Entry variable) {
        return text.text().matches("(?s).*\\b" + Pattern.quote(variable.key()) + "\\b.*");
    }

    private String filled(String text, int depth) throws ExpressionException, Missing {
        if (depth > DEEPEST) {
            throw new Missing("its variables stand for each other");
        }
        var names = new LinkedHashMap<String, @Nullable Object>(magic);
        for (Entry entry : vars.values()) {
            if (text.contains(entry.key())) {
                names.put(entry.key(), value(entry, depth));
            }
        }
        var simple = new StringBuilder();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            Object value = names.get(name.group(1));
            boolean known = value instanceof String || value instanceof Number;
            name.appendReplacement(simple, Matcher.quoteReplacement(known ? String.valueOf(value) : name.group()));
        }
        name.appendTail(simple);
        return new Template(simple.toString()).render(names);
    }

    private @Nullable Object value(Entry entry, int depth) throws ExpressionException, Missing {
        if (!(entry.value() instanceof Scalar scalar)) {
            return entry.value().plain();
        }
        if (AnsibleVault.isEncrypted(scalar.text())) {
            return vault.open(scalar.text());
        }
        return scalar.text().contains("{{") ? filled(scalar.text(), depth + 1) : scalar.plain();
    }
}
