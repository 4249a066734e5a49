package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Request;
import dev.muster.netconf.Datastore;
import dev.muster.netconf.Edit;
import dev.muster.netconf.Edit.DefaultOperation;
import dev.muster.netconf.Edit.ErrorOption;
import dev.muster.netconf.Edit.TestOption;
import dev.muster.netconf.Operation;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads operations by NETCONF that change a configuration. */
final class NetconfChange {
    private static final Duration MOST_CONFIRMED = Duration.ofHours(18);

    private final Problems problems;
    private final NetconfXml xml;

    NetconfChange(Problems problems, NetconfXml xml) {
        this.problems = problems;
        this.xml = xml;
    }

    /** An edit, and around it what the step asks for: lock, validate, commit and unlock. */
    List<Request> edit(Node value) {
        Fields edit = Fields.of(value, problems, "`edit_config`");
        if (edit == null) {
            return List.of();
        }
        Datastore target = edit.has("target") ? xml.store(edit, "target") : Datastore.RUNNING;
        if (!edit.has("target")) {
            problems.add(edit.mark(), "`edit_config` needs a `target`: candidate or running");
        }
        Request main = main(edit, target, value.mark());
        boolean lock = Objects.requireNonNullElse(edit.bool("lock"), false);
        boolean validate = Objects.requireNonNullElse(edit.bool("validate"), false);
        Operation.@Nullable Commit commit = edit.has("commit") ? commit(edit, true) : null;
        edit.done();
        if (commit != null && !target.isCandidate()) {
            edit.problem("commit", "`commit` belongs to `target: candidate`; a change of " + target + " is at once");
        }
        return main == null ? List.of() : around(main, target, new Wishes(lock, validate, commit), value.mark());
    }

    /** What a user wants around an edit. */
    private record Wishes(boolean lock, boolean validate, Operation.@Nullable Commit commit) {}

    private static List<Request> around(Request main, Datastore target, Wishes wishes, Mark mark) {
        var requests = new ArrayList<Request>();
        if (wishes.lock()) {
            requests.add(new Request(new Operation.Lock(target), null, mark, false));
        }
        requests.add(main);
        if (wishes.validate()) {
            requests.add(new Request(new Operation.Validate(target), null, mark, false));
        }
        if (wishes.commit() != null) {
            requests.add(new Request(wishes.commit(), null, mark, false));
        }
        if (wishes.lock()) {
            requests.add(new Request(new Operation.Unlock(target), null, mark, false));
        }
        return requests;
    }

    private @Nullable Request main(Fields edit, Datastore target, Mark mark) {
        var options = new Edit(
                edit.oneOf("default_operation", DefaultOperation.class),
                edit.oneOf("test_option", TestOption.class),
                edit.oneOf("error_option", ErrorOption.class),
                edit.has("url"));
        if (edit.has("config") == edit.has("url")) {
            problems.add(edit.mark(), "`edit_config` needs either `config` or `url`");
            return null;
        }
        if (edit.has("url")) {
            String url = edit.text("url");
            return url == null ? null : new Request(new Operation.EditConfig(target, url, options), null, mark, true);
        }
        NetconfXml.Source source = xml.source(Objects.requireNonNull(edit.node("config")));
        if (source == null) {
            return null;
        }
        Sourced<Template> text = source.text();
        var operation = new Operation.EditConfig(target, text.value().toString(), options);
        return new Request(operation, text, mark, source.exact());
    }

    /**
     * {@code true}, {@code confirm}, or how it is to be confirmed.
     *
     * @param ofEdit whether it stands in an edit, where there is nothing to confirm yet
     */
    Operation.Commit commit(Fields fields, boolean ofEdit) {
        var plain = new Operation.Commit(null, null, null);
        Node value = Objects.requireNonNull(fields.node("commit"));
        if (value instanceof Mapping mapping) {
            return detailed(new Fields(mapping, problems));
        }
        String text = value instanceof Scalar scalar ? scalar.text() : "";
        if (!text.equals("true") && !(text.equals("confirm") && !ofEdit)) {
            fields.problem(
                    "commit",
                    "`commit` needs true" + (ofEdit ? "" : ", confirm")
                            + " or {confirmed: 2m, persist: NAME}; leave it out for no commit");
        }
        return plain;
    }

    private static Operation.Commit detailed(Fields fields) {
        Duration confirmed = fields.duration("confirmed", MOST_CONFIRMED);
        String persist = fields.text("persist");
        String id = fields.text("persist_id");
        fields.done();
        if (confirmed != null && confirmed.toMillis() % 1000 != 0) {
            fields.problem("confirmed", "`confirmed` counts in whole seconds");
        }
        if (persist != null && !fields.has("confirmed")) {
            fields.problem("persist", "`persist` belongs to `confirmed`: it names what waits for a confirmation");
        }
        return new Operation.Commit(confirmed, persist, id);
    }

    /** {@code true}, or by the name of what is to be taken back. */
    Operation.CancelCommit cancel(Fields fields) {
        Node value = Objects.requireNonNull(fields.node("cancel_commit"));
        if (value instanceof Mapping mapping) {
            var inner = new Fields(mapping, problems);
            String id = inner.text("persist_id");
            inner.done();
            return new Operation.CancelCommit(id);
        }
        if (!(value instanceof Scalar scalar) || !scalar.text().equals("true")) {
            fields.problem("cancel_commit", "`cancel_commit` needs true or {persist_id: NAME}");
        }
        return new Operation.CancelCommit(null);
    }
}
