package dev.muster.netconf;

import dev.muster.netconf.Operation.Defaults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a device must offer for an operation, so that nothing is sent that it cannot know. */
final class Requirements {
    private final Capabilities offered;

    Requirements(Capabilities offered) {
        this.offered = offered;
    }

    /** What the device lacks, such as {@code :candidate}; null when nothing. */
    @Nullable
    String lack(Operation operation) {
        return switch (operation) {
            case Operation.Get get -> first(filter(get.filter()), defaults(get.withDefaults()));
            case Operation.GetConfig get ->
                first(store(get.source()), filter(get.filter()), defaults(get.withDefaults()));
            case Operation.EditConfig edit ->
                first(written(edit.target()), edit(edit.how()), edit.how().url() ? need("url") : null);
            case Operation.Lock lock -> store(lock.target());
            case Operation.Unlock unlock -> store(unlock.target());
            case Operation.Validate validate -> first(need("validate"), store(validate.source()));
            case Operation.Commit commit -> commit(commit);
            case Operation.CancelCommit cancel -> need("confirmed-commit:1.1");
            case Operation.DiscardChanges discard -> need("candidate");
            case Operation.CopyConfig copy -> first(store(copy.source()), written(copy.target()));
            case Operation.DeleteConfig delete -> store(delete.target());
            case Operation.KillSession kill -> null;
            case Operation.Rpc rpc -> null;
        };
    }

    private static @Nullable String first(@Nullable String... lacks) {
        for (String lack : lacks) {
            if (lack != null) {
                return lack;
            }
        }
        return null;
    }

    private @Nullable String need(String capability) {
        return offered.has(capability) ? null : ":" + capability;
    }

    private @Nullable String store(Datastore store) {
        if (store.isUrl()) {
            return need("url");
        }
        return store.name().equals("running") ? null : need(store.name());
    }

    private @Nullable String written(Datastore store) {
        return store.name().equals("running") ? need("writable-running") : store(store);
    }

    private @Nullable String filter(Filter filter) {
        return filter instanceof Filter.XPath ? need("xpath") : null;
    }

    private @Nullable String edit(Edit how) {
        if (how.errorOption() == Edit.ErrorOption.ROLLBACK_ON_ERROR && !offered.has("rollback-on-error")) {
            return ":rollback-on-error";
        }
        if (how.testOption() == null) {
            return null;
        }
        return need(how.testOption() == Edit.TestOption.TEST_ONLY ? "validate:1.1" : "validate");
    }

    private @Nullable String commit(Operation.Commit commit) {
        if (commit.persist() != null || commit.persistId() != null) {
            return first(need("candidate"), need("confirmed-commit:1.1"));
        }
        return first(need("candidate"), commit.confirmed() == null ? null : need("confirmed-commit"));
    }

    /** A device tells which ways of reporting defaults it has. */
    private @Nullable String defaults(@Nullable Defaults wanted) {
        if (wanted == null) {
            return null;
        }
        if (!offered.has("with-defaults")) {
            return ":with-defaults";
        }
        List<String> known = new ArrayList<>(offered.parameter("with-defaults", "basic-mode"));
        known.addAll(offered.parameter("with-defaults", "also-supported"));
        Collections.sort(known);
        return known.isEmpty() || known.contains(wanted.label())
                ? null
                : ":with-defaults " + wanted.label() + " (only " + String.join(", ", known) + ")";
    }
}
