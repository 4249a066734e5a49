package dev.muster.netconf;

import dev.muster.netconf.Operation.Defaults;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Operations as XML. */
final class Request {
    private static final String DEFAULTS = "urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults";

    private Request() {}

    /** What is sent. */
    static String message(String id, Operation operation) {
        return message(id, body(operation));
    }

    /** The prefix {@code nc} is there for attributes such as {@code nc:operation="delete"}. */
    private static String message(String id, String body) {
        String prefix = body.contains("nc:") ? " xmlns:nc=\"" + SafeXml.BASE + "\"" : "";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rpc xmlns=\"" + SafeXml.BASE + "\"" + prefix
                + " message-id=\"" + id + "\">" + body + "</rpc>";
    }

    /** The end of the session. */
    static String closing(String id) {
        return message(id, "<close-session/>");
    }

    /** The element within {@code <rpc>}. */
    static String body(Operation operation) {
        return switch (operation) {
            case Operation.Get get -> element("get", filter(get.filter()) + defaults(get.withDefaults()));
            case Operation.GetConfig get ->
                element(
                        "get-config",
                        store("source", get.source()) + filter(get.filter()) + defaults(get.withDefaults()));
            case Operation.EditConfig edit -> element("edit-config", store("target", edit.target()) + edit(edit));
            case Operation.Lock lock -> element("lock", store("target", lock.target()));
            case Operation.Unlock unlock -> element("unlock", store("target", unlock.target()));
            case Operation.Validate validate -> element("validate", store("source", validate.source()));
            case Operation.Commit commit -> element("commit", commit(commit));
            case Operation.CancelCommit cancel -> element("cancel-commit", optional("persist-id", cancel.persistId()));
            case Operation.DiscardChanges discard -> "<discard-changes/>";
            case Operation.CopyConfig copy ->
                element("copy-config", store("target", copy.target()) + store("source", copy.source()));
            case Operation.DeleteConfig delete -> element("delete-config", store("target", delete.target()));
            case Operation.KillSession kill -> element("kill-session", optional("session-id", kill.session()));
            case Operation.Rpc rpc -> XmlText.of(rpc.content()).bare();
        };
    }

    private static String element(String name, String content) {
        return content.isEmpty() ? "<" + name + "/>" : "<" + name + ">" + content + "</" + name + ">";
    }

    private static String optional(String name, @Nullable String content) {
        return content == null ? "" : element(name, Markup.text(content));
    }

    private static String store(String role, Datastore store) {
        String which = store.isUrl() ? element("url", Markup.text(store.name())) : "<" + store.name() + "/>";
        return element(role, which);
    }

    private static String filter(Filter filter) {
        return switch (filter) {
            case Filter.All all -> "";
            case Filter.Subtree subtree -> {
                XmlText text = XmlText.of(subtree.text());
                yield text.isOnly("filter") ? text.bare() : "<filter type=\"subtree\">" + text.bare() + "</filter>";
            }
            case Filter.XPath xpath -> {
                var start = new StringBuilder("<filter type=\"xpath\"");
                new TreeMap<>(xpath.namespaces())
                        .forEach((prefix, uri) -> start.append(" xmlns:")
                                .append(prefix)
                                .append("=\"")
                                .append(Markup.attribute(uri))
                                .append('"'));
                yield start + " select=\"" + Markup.attribute(xpath.text()) + "\"/>";
            }
        };
    }

    private static String defaults(@Nullable Defaults defaults) {
        return defaults == null
                ? ""
                : "<with-defaults xmlns=\"" + DEFAULTS + "\">" + defaults.label() + "</with-defaults>";
    }

    private static String edit(Operation.EditConfig edit) {
        Edit how = edit.how();
        String options = optional("default-operation", word(how.defaultOperation()))
                + optional("test-option", word(how.testOption()))
                + optional("error-option", word(how.errorOption()));
        if (how.url()) {
            return options + element("url", Markup.text(edit.config().strip()));
        }
        XmlText config = XmlText.of(edit.config());
        return options + (config.isOnly("config") ? config.bare() : element("config", config.bare()));
    }

    private static @Nullable String word(@Nullable Enum<?> option) {
        return option == null ? null : option.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String commit(Operation.Commit commit) {
        String confirmed = commit.confirmed() == null
                ? ""
                : "<confirmed/>"
                        + element(
                                "confirm-timeout",
                                String.valueOf(commit.confirmed().toSeconds()));
        return confirmed + optional("persist", commit.persist()) + optional("persist-id", commit.persistId());
    }
}
