package dev.muster.netconf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The first message of both sides (RFC 6241, 8.1). */
final class Hello {
    private static final int MOST_CAPABILITIES = 100_000;
    private static final int LONGEST = 1 << 16;

    private Hello() {}

    /** Ours, with these versions of the base. */
    static String ours(List<String> versions) {
        var hello = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hello xmlns=\"" + SafeXml.BASE + "\"><capabilities>");
        versions.forEach(version -> hello.append("<capability>urn:ietf:params:netconf:base:")
                .append(version)
                .append("</capability>"));
        return hello + "</capabilities></hello>";
    }

    /** The device's. */
    static Capabilities read(MessageStream message) throws IOException {
        try {
            Capabilities read = read(SafeXml.of(message), message);
            message.finish();
            return read;
        } catch (XMLStreamException e) {
            throw SafeXml.cause(e);
        }
    }

    private static Capabilities read(XMLStreamReader xml, MessageStream message) throws XMLStreamException, Broken {
        var uris = new ArrayList<String>();
        String session = "";
        int depth = 0;
        for (int event = SafeXml.next(xml); event != XMLStreamConstants.END_DOCUMENT; event = SafeXml.next(xml)) {
            message.digested();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (depth++ == 0 && !SafeXml.isBase(xml, "hello")) {
                    throw Broken.protocol("the device began with <" + name + "> in place of <hello>");
                }
                if (name.equals("capability") && uris.size() < MOST_CAPABILITIES) {
                    uris.add(Leaf.text(xml, LONGEST).strip());
                    depth--;
                } else if (name.equals("session-id")) {
                    session = Leaf.text(xml, LONGEST).strip();
                    depth--;
                } else if (depth > SafeXml.DEEPEST) {
                    throw Broken.protocol("the device's hello is nested too deep");
                }
            }
        }
        return new Capabilities(uris, session);
    }
}
