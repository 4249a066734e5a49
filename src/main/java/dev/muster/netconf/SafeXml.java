package dev.muster.netconf;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Readers of XML that know no document types, so neither entities from outside nor any that grow. */
final class SafeXml {
    /** Elements within each other. */
    static final int DEEPEST = 500;

    /** What NETCONF itself is written in. */
    static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";

    private static final XMLInputFactory FACTORY = factory();

    private SafeXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty("jdk.xml.maxElementDepth", "0"); // DEEPEST holds on every JDK
        return factory;
    }

    static XMLStreamReader of(Reader text) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(text);
    }

    /** Of a device; bytes that are no UTF-8 become replacement characters, as descriptions in old encodings have them. */
    static XMLStreamReader of(InputStream utf8) throws XMLStreamException {
        return of(new InputStreamReader(utf8, StandardCharsets.UTF_8));
    }

    /** The next event; never a document type. */
    static int next(XMLStreamReader xml) throws XMLStreamException, Broken {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw Broken.protocol("the device sent a document type or an entity, which NETCONF forbids");
        }
        return event;
    }

    static boolean isBase(XMLStreamReader xml, String name) {
        String namespace = xml.getNamespaceURI();
        return xml.getLocalName().equals(name) && (namespace == null || namespace.isEmpty() || namespace.equals(BASE));
    }

    /** What went wrong below the reader, or that the text is no XML. */
    static IOException cause(XMLStreamException e) {
        return e.getNestedException() instanceof IOException below
                ? below
                : Broken.protocol("the device sent what is not XML in line "
                        + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber() + ": " + reason(e));
    }

    static String reason(XMLStreamException e) {
        return Objects.requireNonNullElse(e.getMessage(), "no reason given").replaceFirst("(?s)^.*Message: ", "");
    }
}
