package dev.muster.netconf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads one {@code <rpc-error>}. */
final class ErrorReader {
    private static final int LONGEST = 2000;
    private static final int MOST_FACTS = 20;

    private ErrorReader() {}

    /** The error whose element has just begun. */
    static RpcError read(XMLStreamReader xml) throws XMLStreamException, Broken {
        Map<String, String> parts = new HashMap<>();
        String info = "";
        for (int event = SafeXml.next(xml); event != XMLStreamConstants.END_ELEMENT; event = SafeXml.next(xml)) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals("error-info")) {
                    info = info(xml);
                } else {
                    String text = oneLine(Leaf.text(xml, LONGEST));
                    parts.merge(name, text, (first, second) -> first);
                }
            }
        }
        return new RpcError(
                parts.getOrDefault("error-type", ""),
                parts.getOrDefault("error-tag", ""),
                parts.getOrDefault("error-severity", ""),
                parts.getOrDefault("error-app-tag", ""),
                parts.getOrDefault("error-path", ""),
                parts.getOrDefault("error-message", ""),
                info);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Its elements that hold text, such as {@code bad-element: mtu}. */
    private static String info(XMLStreamReader xml) throws XMLStreamException, Broken {
        List<String> facts = new ArrayList<>();
        var text = new StringBuilder();
        String name = "";
        for (int depth = 1; depth > 0; ) {
            switch (SafeXml.next(xml)) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    name = xml.getLocalName();
                    text.setLength(0);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    String content = oneLine(text.toString());
                    if (!content.isEmpty() && facts.size() < MOST_FACTS) {
                        facts.add(name.isEmpty() ? content : name + ": " + content);
                    }
                    name = "";
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (text.length() < LONGEST) {
                        text.append(xml.getText());
                    }
                }
                default -> {}
            }
        }
        return String.join(", ", facts);
    }
}
