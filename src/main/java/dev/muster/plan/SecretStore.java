package dev.muster.plan;

import dev.muster.inventory.Sourced;
import dev.muster.secret.Secret;
import dev.muster.secret.SecretSources;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Problems;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks each secret up once, however many devices share it; what is missing is told once, where it is written. */
final class SecretStore {
    private final SecretSources sources;
    private final boolean lookUp;
    private final Problems problems;
    private final Map<Sourced<SecretText>, Secret> found = new HashMap<>();
    private final Map<String, Secret> equal = new HashMap<>();

    /** @param lookUp false to leave every reference as it is and to give nobody any secret */
    SecretStore(SecretSources sources, boolean lookUp, Problems problems) {
        this.sources = sources;
        this.lookUp = lookUp;
        this.problems = problems;
    }

    /** The secret, or null where there is none or secrets are left alone. */
    @Nullable
    Secret secret(@Nullable Sourced<SecretText> source) {
        return source == null || !lookUp ? null : resolved(source);
    }

    /** A text that may be shown when it is a literal; references stand for themselves when secrets are left alone. */
    String text(Sourced<SecretText> source) {
        if (source.value().isLiteral()) {
            return lookedUp(source);
        }
        return lookUp ? resolved(source).reveal() : source.value().written();
    }

    /** Equal secrets are one object, by which logins to a jump host are found to be the same. */
    private Secret resolved(Sourced<SecretText> source) {
        return found.computeIfAbsent(source, unknown -> equal.computeIfAbsent(lookedUp(unknown), Secret::of));
    }

    private String lookedUp(Sourced<SecretText> source) {
        try {
            return source.value().resolve(source.mark().folder(), sources);
        } catch (SecretText.Missing e) {
            problems.add(source.mark(), String.valueOf(e.getMessage()));
            return "";
        }
    }
}
