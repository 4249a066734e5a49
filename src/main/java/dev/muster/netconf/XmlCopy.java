package dev.muster.netconf;

import dev.muster.result.DeviceException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/** Writes elements as they are read, with the namespaces that they had from around them; on demand indented. */
final class XmlCopy {
    private static final int FULL = 16 << 10;

    private final Sink sink;
    private final boolean pretty;
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean startOpen;
    private boolean inline;
    private boolean any;

    /** Takes the text in pieces, none of which ends in half a character. */
    interface Sink {
        void take(String piece) throws DeviceException;
    }

    XmlCopy(Sink sink, boolean pretty) {
        this.sink = sink;
        this.pretty = pretty;
    }

    /** Whether anything was written. */
    boolean hasAny() {
        return any;
    }

    /**
     * The start of an element, with its attributes.
     *
     * @param around namespaces that must be declared, since their declaration is not copied: prefix and name
     */
    void start(XMLStreamReader xml, Map<String, String> around) throws DeviceException {
        Map<String, String> namespaces = around;
        if (xml.getNamespaceCount() > 0) {
            namespaces = new LinkedHashMap<>(around);
            namespaces.putAll(declared(xml));
        }
        startPlain(name(xml), namespaces);
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String prefix = xml.getAttributePrefix(i);
            String local = xml.getAttributeLocalName(i);
            attribute(prefix == null || prefix.isEmpty() ? local : prefix + ":" + local, xml.getAttributeValue(i));
        }
    }

    /** The start of an element without attributes. */
    void startPlain(String name, Map<String, String> namespaces) throws DeviceException {
        closeStart();
        if (any && (depth == 0 || (pretty && !inline))) {
            newLine();
        }
        text.append('<').append(name);
        namespaces.forEach((prefix, uri) -> attribute(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri));
        startOpen = true;
        inline = false;
        any = true;
        depth++;
        flushIfFull();
    }

    /** The namespaces that an element declares. */
    static Map<String, String> declared(XMLStreamReader xml) {
        Map<String, String> declared = new LinkedHashMap<>();
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String prefix = xml.getNamespacePrefix(i);
            String uri = xml.getNamespaceURI(i);
            declared.put(prefix == null ? "" : prefix, uri == null ? "" : uri);
        }
        return declared;
    }

    private void attribute(String name, String value) {
        text.append(' ')
                .append(name)
                .append("=\"")
                .append(Markup.attribute(value))
                .append('"');
    }

    private static String name(XMLStreamReader xml) {
        String prefix = xml.getPrefix();
        return prefix == null || prefix.isEmpty() ? xml.getLocalName() : prefix + ":" + xml.getLocalName();
    }

    /** Text within an element. */
    void text(XMLStreamReader xml) throws DeviceException {
        if (pretty && !inline && xml.isWhiteSpace()) {
            return;
        }
        closeStart();
        inline = true;
        Markup.text(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength(), text);
        flushIfFull();
    }

    /** The end of an element. */
    void end(XMLStreamReader xml) throws DeviceException {
        endPlain(startOpen ? "" : name(xml));
    }

    /** The same by its name. */
    void endPlain(String name) throws DeviceException {
        depth--;
        if (startOpen) {
            text.append("/>");
            startOpen = false;
        } else {
            if (pretty && !inline) {
                newLine();
            }
            text.append("</").append(name).append('>');
        }
        inline = false;
        flushIfFull();
    }

    private void closeStart() {
        if (startOpen) {
            text.append('>');
            startOpen = false;
        }
    }

    private void newLine() {
        text.append('\n').append("  ".repeat(pretty ? depth : 0));
    }

    private void flushIfFull() throws DeviceException {
        if (text.length() >= FULL) {
            flush();
        }
    }

    /** Hands on what is held back. */
    void flush() throws DeviceException {
        int length = text.length();
        if (length > 0 && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        sink.take(text.substring(0, length));
        text.delete(0, length);
    }
}
