package dev.muster.parse;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML into maps, lists and texts. An element with nothing but text is that text, any other a map of its children by
 * their names without prefixes; several of one name are a list, attributes are {@code @name}, text beside them {@code #text}.
 * There are no document types and no entities from outside.
 */
final class XmlDocument {
    private static final int DEEPEST = 500;
    private static final XMLInputFactory FACTORY = factory();

    private final Deque<Element> open = new ArrayDeque<>();

    private XmlDocument() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** What a path leads to; it may begin with the root or with one of its children. */
    static List<Map<String, @Nullable Object>> rows(Reader text, RowPath path) throws IOException {
        Map<String, @Nullable Object> root = read(text);
        Object children = root.values().iterator().next();
        boolean fromRoot = path.anywhere()
                || path.parts().isEmpty()
                || root.containsKey(path.parts().getFirst());
        return Rows.at(fromRoot && !path.parts().isEmpty() ? root : children, path);
    }

    private static Map<String, @Nullable Object> read(Reader text) throws IOException {
        try {
            return new XmlDocument().document(FACTORY.createXMLStreamReader(text));
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cause) {
                throw cause;
            }
            String reason = String.valueOf(e.getMessage()).replaceFirst("(?s)^.*Message: ", "");
            throw new NotRows("is not XML in line " + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber() + ": " + reason);
        }
    }

    private Map<String, @Nullable Object> document(XMLStreamReader xml) throws XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(xml);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.getFirst().text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    Element ended = open.removeFirst();
                    if (open.isEmpty()) {
                        Map<String, @Nullable Object> root = new LinkedHashMap<>();
                        root.put(ended.name, ended.value());
                        return root;
                    }
                    open.getFirst().add(ended.name, ended.value());
                }
                default -> {}
            }
        }
    }

    private void start(XMLStreamReader xml) {
        if (open.size() >= DEEPEST) {
            throw new NotRows("has elements nested more than " + DEEPEST + " deep");
        }
        var element = new Element(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            element.add("@" + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        open.addFirst(element);
    }

    /** An element that is not closed yet. */
    private static final class Element {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

        Element(String name) {
            this.name = name;
        }

        void add(String member, Object value) {
            Object before = members.get(member);
            if (before == null) {
                members.put(member, value);
            } else if (before instanceof Several several) {
                several.add(value);
            } else {
                members.put(member, new Several(List.of(before, value)));
            }
        }

        Object value() {
            String content = text.toString().strip();
            if (members.isEmpty()) {
                return content;
            }
            if (!content.isEmpty()) {
                members.put("#text", content);
            }
            return members;
        }
    }

    /** Elements of one name beside each other. */
    private static final class Several extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;

        Several(List<Object> first) {
            super(first);
        }
    }
}
