package dev.muster.lab;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** NETCONF as a lab device speaks it: candidate, locks, validation, confirmed commits, and its faults. */
final class NetconfServer {
    private static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static final String HELLO = """
            <hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities>
            <capability>urn:ietf:params:netconf:base:1.0</capability>
            <capability>urn:ietf:params:netconf:base:1.1</capability>
            <capability>urn:ietf:params:netconf:capability:candidate:1.0</capability>
            <capability>urn:ietf:params:netconf:capability:confirmed-commit:1.1</capability>
            <capability>urn:ietf:params:netconf:capability:rollback-on-error:1.0</capability>
            <capability>urn:ietf:params:netconf:capability:startup:1.0</capability>
            <capability>urn:ietf:params:netconf:capability:validate:1.1</capability>
            </capabilities><session-id>""";

    private final Station station;
    private final Bench bench;
    private final Wire wire;
    private final NetconfFrames frames;
    private final NetconfStore store;
    private final int session;
    private boolean answered;

    NetconfServer(Station station, Wire wire, Bench bench) {
        this.station = station;
        this.bench = bench;
        this.wire = wire;
        this.frames = new NetconfFrames(wire);
        this.store = station.netconf();
        this.session = station.nextSession();
    }

    /** An answer that says what is wrong. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String tag, String path, String message) {
            this("application", tag, path, message, "");
        }

        Refused(String type, String tag, String path, String message, String info) {
            super(
                    "<rpc-error><error-type>" + type + "</error-type><error-tag>" + tag
                            + "</error-tag><error-severity>error</error-severity>"
                            + (path.isEmpty() ? "" : "<error-path>" + path + "</error-path>")
                            + "<error-message>" + message + "</error-message>"
                            + (info.isEmpty() ? "" : "<error-info>" + info + "</error-info>") + "</rpc-error>",
                    null,
                    false,
                    false);
        }
    }

    /** Talks until the client ends the session; the exit status. */
    int run() throws HungUp {
        if (station.device().has(LabFault.HANG)) {
            wire.hang();
        }
        try {
            frames.write(HELLO + session + "</session-id></hello>");
            String hello = frames.read();
            if (hello.contains("base:1.1")) {
                frames.useChunks();
            }
            while (answer(LabXml.root(frames.read()))) {
                // the next
            }
            return 0;
        } finally {
            store.left(session);
        }
    }

    /** False when it was the last. */
    private boolean answer(@Nullable Element rpc) throws HungUp {
        if (rpc == null || !rpc.getLocalName().equals("rpc") || LabXml.first(rpc) == null) {
            frames.write(reply(
                    "0",
                    "<rpc-error><error-type>rpc</error-type><error-tag>malformed-message</error-tag>"
                            + "<error-severity>error</error-severity></rpc-error>"));
            return true;
        }
        Element operation = Objects.requireNonNull(LabXml.first(rpc));
        String name = operation.getLocalName();
        String id = rpc.getAttribute("message-id");
        station.log("netconf " + name);
        bench.counters().commands.increment();
        wait(station.device());
        if (name.equals("close-session")) {
            frames.write(reply(id, "<ok/>"));
            return false;
        }
        String content;
        try {
            content = content(name, operation);
        } catch (Refused e) {
            content = String.valueOf(e.getMessage());
        }
        send(reply(id, content));
        return true;
    }

    private void wait(LabDevice device) throws HungUp {
        Duration wait = device.has(LabFault.SLOW) ? bench.options().slow() : device.latency();
        if (!wait.isZero()) {
            wire.pause(wait);
        }
    }

    private void send(String message) throws HungUp {
        boolean first = !answered;
        answered = true;
        if (first && station.device().has(LabFault.CLOSE)) {
            frames.writeBroken("\n#" + message.length() + "\n" + message.substring(0, message.length() / 2));
            throw wire.cut();
        }
        if (first && station.device().has(LabFault.BROKEN_FRAMES)) {
            frames.writeBroken("\n#0x1f\n" + message);
        } else {
            frames.write(message);
        }
    }

    private static String reply(String id, String content) {
        return "<rpc-reply xmlns=\"" + BASE + "\" message-id=\"" + id + "\">" + content + "</rpc-reply>";
    }

    private String content(String name, Element operation) throws Refused {
        if (station.device().has(LabFault.REFUSE) && !name.endsWith("lock")) {
            throw new Refused("access-denied", "", "no rights for " + name);
        }
        return switch (name) {
            case "get" -> data("running", operation);
            case "get-config" -> data(named(operation, "source"), operation);
            case "edit-config" -> edit(operation);
            case "lock" -> lock(named(operation, "target"));
            case "unlock" -> unlock(named(operation, "target"));
            case "validate" -> ok(() -> named(operation, "source"));
            case "commit" -> commit(operation);
            case "cancel-commit" -> cancel(LabXml.text(operation, "persist-id"));
            case "discard-changes" -> ok(store::discard);
            case "copy-config" -> copy(named(operation, "source"), named(operation, "target"));
            default ->
                throw new Refused(
                        "protocol",
                        "operation-not-supported",
                        "",
                        "no " + name + " here",
                        "<bad-element>" + name + "</bad-element>");
        };
    }

    /** What may be refused. */
    private interface Deed {
        void run() throws Refused;
    }

    private static String ok(Deed deed) throws Refused {
        deed.run();
        return "<ok/>";
    }

    private static String named(Element operation, String role) throws Refused {
        Element which = LabXml.child(operation, role);
        Element first = which == null ? null : LabXml.first(which);
        if (first == null || !first.getLocalName().matches("running|candidate|startup")) {
            throw new Refused(
                    "invalid-value", "/rpc/" + operation.getLocalName() + "/" + role, "no such configuration");
        }
        return first.getLocalName();
    }

    /** Whole trees, those whose names stand in the filter. */
    private String data(String from, Element operation) {
        Map<String, String> trees = new LinkedHashMap<>(store.trees(from));
        Element filter = LabXml.child(operation, "filter");
        if (filter != null) {
            trees.keySet()
                    .retainAll(LabXml.children(filter).stream()
                            .map(Element::getLocalName)
                            .collect(Collectors.toSet()));
        }
        return "<data>"
                + trees.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining())
                + "</data>";
    }

    private String edit(Element operation) throws Refused {
        String target = named(operation, "target");
        if (target.equals("running")) {
            throw new Refused("operation-not-supported", "", "running cannot be written; edit the candidate");
        }
        if (!store.isFree(target, session)) {
            throw new Refused("in-use", "", target + " is locked");
        }
        Element config = LabXml.child(operation, "config");
        Map<String, @Nullable String> edits = new LinkedHashMap<>();
        for (Element tree : config == null ? List.<Element>of() : LabXml.children(config)) {
            check(tree);
            boolean delete = tree.getAttributeNS(BASE, "operation").matches("delete|remove");
            edits.put(tree.getLocalName(), delete ? null : LabXml.text(tree));
        }
        edits.forEach((name, tree) -> store.put(target, name, tree));
        return "<ok/>";
    }

    private static void check(Element tree) throws Refused {
        for (Element mtu : LabXml.all(tree, "mtu")) {
            String text = mtu.getTextContent().strip();
            if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 68) {
                throw new Refused(
                        "application",
                        "invalid-value",
                        LabXml.path(mtu),
                        "an mtu goes from 68 to 9999, not " + text,
                        "<bad-element>mtu</bad-element>");
            }
        }
    }

    private String lock(String target) throws Refused {
        Integer holder = store.lock(target, session);
        if (holder != null) {
            throw new Refused(
                    "protocol",
                    "lock-denied",
                    "",
                    target + " is locked by another session",
                    "<session-id>" + holder + "</session-id>");
        }
        return "<ok/>";
    }

    private String unlock(String target) throws Refused {
        if (!store.unlock(target, session)) {
            throw new Refused("operation-failed", "", target + " is not locked by this session");
        }
        return "<ok/>";
    }

    private String copy(String from, String to) {
        store.copy(from, to);
        return "<ok/>";
    }

    private String commit(Element operation) throws Refused {
        checkMayEnd(LabXml.text(operation, "persist-id"));
        if (!store.isFree("running", session) || !store.isFree("candidate", session)) {
            throw new Refused("in-use", "", "somebody else has a lock");
        }
        boolean confirmed = LabXml.child(operation, "confirmed") != null;
        String seconds = LabXml.text(operation, "confirm-timeout");
        Duration patience = Duration.ofSeconds(seconds == null ? 600 : Long.parseLong(seconds));
        long scaled = patience.toMillis() * bench.options().minute().toMillis() / 60_000;
        store.commit(session, confirmed ? Duration.ofMillis(scaled) : null, LabXml.text(operation, "persist"));
        return "<ok/>";
    }

    private String cancel(@Nullable String persistId) throws Refused {
        checkMayEnd(persistId);
        if (!store.cancel()) {
            throw new Refused("operation-failed", "", "no commit waits to be confirmed");
        }
        return "<ok/>";
    }

    private void checkMayEnd(@Nullable String persistId) throws Refused {
        if (!store.mayEnd(session, persistId)) {
            throw new Refused("invalid-value", "/rpc/commit/persist-id", "another commit waits to be confirmed");
        }
    }
}
