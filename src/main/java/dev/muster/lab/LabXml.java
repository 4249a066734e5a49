package dev.muster.lab;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Small documents as trees. */
final class LabXml {
    private LabXml() {}

    /** The outermost element; null when the text is no XML. */
    static @Nullable Element root(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text.strip())))
                    .getDocumentElement();
        } catch (SAXException e) {
            return null;
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("every JDK reads XML", e);
        }
    }

    static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static @Nullable Element first(Element parent) {
        List<Element> children = children(parent);
        return children.isEmpty() ? null : children.getFirst();
    }

    static @Nullable Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The text of a child; null when there is none. */
    static @Nullable String text(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? null : child.getTextContent().strip();
    }

    /** All elements of this name in it. */
    static List<Element> all(Element parent, String name) {
        var all = new ArrayList<Element>();
        for (Element child : children(parent)) {
            if (child.getLocalName().equals(name)) {
                all.add(child);
            }
            all.addAll(all(child, name));
        }
        return all;
    }

    /** Where it is. */
    static String path(Element element) {
        return element.getParentNode() instanceof Element parent
                ? path(parent) + "/" + element.getLocalName()
                : "/" + element.getLocalName();
    }

    /** As text, with the namespaces that hold for it. */
    static String text(Element element) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            Element apart = (Element) element.cloneNode(true);
            if (element.getPrefix() == null && element.getNamespaceURI() != null) {
                apart.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", element.getNamespaceURI());
            }
            transformer.transform(new DOMSource(apart), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }
}
