package dev.muster.netconf;

import dev.muster.result.DeviceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one reply as it comes. What the device adds of its own is passed over, but errors are found wherever devices put
 * them: Junos has them within {@code <commit-results>}.
 */
final class ReplyReader {
    private static final int MOST_ERRORS = 100;

    private final MessageStream message;
    private final String id;
    private final boolean whole;
    private final @Nullable XmlCopy copy;
    private final List<RpcError> errors = new ArrayList<>();

    /**
     * @param id of the request
     * @param whole whether the reply's own element is copied too
     * @param copy takes the content, or null where nobody wants it
     */
    ReplyReader(MessageStream message, String id, boolean whole, @Nullable XmlCopy copy) {
        this.message = message;
        this.id = id;
        this.whole = whole;
        this.copy = copy;
    }

    /** The errors and warnings of the reply; null when the message was none, but a notification. */
    @Nullable
    List<RpcError> read() throws IOException, DeviceException {
        try {
            XMLStreamReader xml = SafeXml.of(message);
            int event = next(xml);
            while (event != XMLStreamConstants.START_ELEMENT) {
                event = next(xml);
            }
            boolean reply = xml.getLocalName().equals("rpc-reply");
            if (!reply && !xml.getLocalName().equals("notification")) {
                throw Broken.protocol("the device answered with <" + xml.getLocalName() + "> in place of <rpc-reply>");
            }
            if (reply) {
                reply(xml);
            } else {
                Leaf.text(xml, 0);
            }
            while (next(xml) != XMLStreamConstants.END_DOCUMENT) {
                // comments behind the reply, as some devices have them
            }
            message.finish();
            return reply ? errors : null;
        } catch (XMLStreamException e) {
            throw SafeXml.cause(e);
        }
    }

    private int next(XMLStreamReader xml) throws XMLStreamException, Broken {
        int event = SafeXml.next(xml);
        message.digested();
        return event;
    }

    private void reply(XMLStreamReader xml) throws XMLStreamException, IOException, DeviceException {
        String answered = xml.getAttributeValue(null, "message-id");
        if (answered != null && !answered.equals(id)) {
            throw Broken.protocol("the device answered message " + answered + " where " + id + " was asked");
        }
        Map<String, String> around = new LinkedHashMap<>(XmlCopy.declared(xml));
        Wrapper wrapper = new Wrapper(xml.getPrefix(), around);
        for (int event = next(xml); event != XMLStreamConstants.END_ELEMENT; event = next(xml)) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (SafeXml.isBase(xml, "rpc-error")) {
                error(xml);
            } else if (SafeXml.isBase(xml, "ok")) {
                Leaf.text(xml, 0);
            } else {
                wrapper.open();
                element(xml, around);
            }
        }
        wrapper.close();
        if (copy != null) {
            copy.flush();
        }
    }

    /** The reply's own element in the copy, without the number of the message; only where there is something in it. */
    private final class Wrapper {
        private final String name;
        private final Map<String, String> namespaces;
        private boolean open;

        Wrapper(@Nullable String prefix, Map<String, String> namespaces) {
            this.name = prefix == null || prefix.isEmpty() ? "rpc-reply" : prefix + ":rpc-reply";
            this.namespaces = namespaces;
        }

        void open() throws DeviceException {
            if (whole && copy != null && !open) {
                open = true;
                copy.startPlain(name, namespaces);
            }
        }

        void close() throws DeviceException {
            if (open && copy != null) {
                copy.endPlain(name);
            }
        }
    }

    private void error(XMLStreamReader xml) throws XMLStreamException, IOException {
        RpcError error = ErrorReader.read(xml);
        message.digested();
        if (errors.size() < MOST_ERRORS) {
            errors.add(error);
        }
    }

    /** An element and all in it, from its start to its end. */
    private void element(XMLStreamReader xml, Map<String, String> around)
            throws XMLStreamException, IOException, DeviceException {
        start(xml, whole ? Map.of() : around);
        for (int depth = 1; depth > 0; ) {
            switch (next(xml)) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (depth == 1 && (copy == null || whole) && isError(xml)) {
                        error(xml);
                        continue;
                    }
                    if (++depth > SafeXml.DEEPEST) {
                        throw Broken.protocol("the device sent elements nested more than " + SafeXml.DEEPEST + " deep");
                    }
                    start(xml, Map.of());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    if (copy != null) {
                        copy.end(xml);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (copy != null) {
                        copy.text(xml);
                    }
                }
                default -> {}
            }
        }
    }

    /** Within results of Junos errors may stand in a namespace of its own. */
    private static boolean isError(XMLStreamReader xml) {
        return xml.getLocalName().equals("rpc-error");
    }

    private void start(XMLStreamReader xml, Map<String, String> around) throws DeviceException {
        if (copy != null) {
            copy.start(xml, around);
        }
    }
}
