package dev.muster.netconf;

import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request to a device (RFC 6241, 7 and 8). */
public sealed interface Operation {

    /** What results show, such as {@code get_config running}. */
    String label();

    /** The same with its options, for plans and results. */
    default String shown() {
        return switch (this) {
            case Get get -> label() + defaults(get.withDefaults());
            case GetConfig get -> label() + defaults(get.withDefaults());
            case EditConfig edit -> label() + edit.how();
            case Commit commit -> label() + commit.options();
            case CancelCommit cancel ->
                label() + (cancel.persistId() == null ? "" : " persist_id " + cancel.persistId());
            case Lock lock -> label();
            case Unlock unlock -> label();
            case Validate validate -> label();
            case DiscardChanges discard -> label();
            case CopyConfig copy -> label();
            case DeleteConfig delete -> label();
            case KillSession kill -> label();
            case Rpc rpc -> label();
        };
    }

    private static String defaults(@Nullable Defaults defaults) {
        return defaults == null ? "" : " with_defaults " + defaults.label();
    }

    /** Whether it may change a configuration or a state, so that it must never be repeated unasked. */
    default boolean changes() {
        return switch (this) {
            case Get get -> false;
            case GetConfig get -> false;
            case Lock lock -> false;
            case Unlock unlock -> false;
            case Validate validate -> false;
            case EditConfig edit -> true;
            case Commit commit -> true;
            case CancelCommit cancel -> true;
            case DiscardChanges discard -> true;
            case CopyConfig copy -> true;
            case DeleteConfig delete -> true;
            case KillSession kill -> true;
            case Rpc rpc -> rpc.mayChange();
        };
    }

    /** Whether its answer holds more than that all is well. */
    default boolean answers() {
        return this instanceof Get || this instanceof GetConfig || this instanceof Rpc;
    }

    /** The XML that a user gives with it, or null where it takes none. */
    default @Nullable String xml() {
        return switch (this) {
            case Get get -> get.filter().text();
            case GetConfig get -> get.filter().text();
            case EditConfig edit -> edit.config();
            case Rpc rpc -> rpc.content();
            case Lock lock -> null;
            case Unlock unlock -> null;
            case Validate validate -> null;
            case Commit commit -> null;
            case CancelCommit cancel -> null;
            case DiscardChanges discard -> null;
            case CopyConfig copy -> null;
            case DeleteConfig delete -> null;
            case KillSession kill -> null;
        };
    }

    /** The same with other XML. */
    default Operation with(String xml) {
        return switch (this) {
            case Get get -> new Get(get.filter().with(xml), get.withDefaults());
            case GetConfig get -> new GetConfig(get.source(), get.filter().with(xml), get.withDefaults());
            case EditConfig edit -> new EditConfig(edit.target(), xml, edit.how());
            case Rpc rpc -> new Rpc(xml, rpc.mayChange());
            case Lock lock -> this;
            case Unlock unlock -> this;
            case Validate validate -> this;
            case Commit commit -> this;
            case CancelCommit cancel -> this;
            case DiscardChanges discard -> this;
            case CopyConfig copy -> this;
            case DeleteConfig delete -> this;
            case KillSession kill -> this;
        };
    }

    /** Which defaults are reported (RFC 6243). */
    enum Defaults {
        REPORT_ALL,
        REPORT_ALL_TAGGED,
        TRIM,
        EXPLICIT;

        /** As the protocol has it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Configuration and state. */
    record Get(Filter filter, @Nullable Defaults withDefaults) implements Operation {
        @Override
        public String label() {
            return "get";
        }
    }

    /** Configuration. */
    record GetConfig(
            Datastore source, Filter filter, @Nullable Defaults withDefaults) implements Operation {
        @Override
        public String label() {
            return "get_config " + source;
        }
    }

    /**
     * Changes a configuration.
     *
     * @param config elements, with or without {@code <config>} around them; or a URL
     */
    record EditConfig(Datastore target, String config, Edit how) implements Operation {
        @Override
        public String label() {
            return "edit_config " + target;
        }
    }

    /** Keeps all others from changing a configuration. */
    record Lock(Datastore target) implements Operation {
        @Override
        public String label() {
            return "lock " + target;
        }
    }

    /** Lets others again. */
    record Unlock(Datastore target) implements Operation {
        @Override
        public String label() {
            return "unlock " + target;
        }
    }

    /** Has the device check a configuration. */
    record Validate(Datastore source) implements Operation {
        @Override
        public String label() {
            return "validate " + source;
        }
    }

    /**
     * Makes the candidate the running configuration, or confirms that.
     *
     * @param confirmed how long the device waits for a confirmation before it takes the change back, or null for none
     * @param persist by which name any session may confirm, or null
     * @param persistId the name that was given then, or null
     */
    record Commit(
            @Nullable Duration confirmed,
            @Nullable String persist,
            @Nullable String persistId) implements Operation {
        @Override
        public String label() {
            return confirmed == null ? "commit" : "commit confirmed";
        }

        private String options() {
            return (confirmed == null ? "" : " " + Durations.text(confirmed))
                    + (persist == null ? "" : " persist " + persist)
                    + (persistId == null ? "" : " persist_id " + persistId);
        }
    }

    /** Takes back what waits for a confirmation. */
    record CancelCommit(@Nullable String persistId) implements Operation {
        @Override
        public String label() {
            return "cancel_commit";
        }
    }

    /** Makes the candidate what is running. */
    record DiscardChanges() implements Operation {
        @Override
        public String label() {
            return "discard_changes";
        }
    }

    /** Replaces a whole configuration by another. */
    record CopyConfig(Datastore source, Datastore target) implements Operation {
        @Override
        public String label() {
            return "copy_config " + source + " to " + target;
        }
    }

    /** Deletes a configuration. */
    record DeleteConfig(Datastore target) implements Operation {
        @Override
        public String label() {
            return "delete_config " + target;
        }
    }

    /** Ends another session. */
    record KillSession(String session) implements Operation {
        @Override
        public String label() {
            return "kill_session " + session;
        }
    }

    /**
     * Any other request.
     *
     * @param content the element within {@code <rpc>}
     */
    record Rpc(String content, boolean mayChange) implements Operation {
        @Override
        public String label() {
            List<String> roots = XmlText.of(content).roots();
            return roots.isEmpty() ? "rpc" : "rpc " + roots.getFirst();
        }
    }
}
