package dev.muster.netconf;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML that a user gives: one element or several side by side, with or without a declaration.
 *
 * @param bare without the declaration
 * @param roots the names of the outermost elements, without prefixes
 * @param mistake why it cannot be sent, or null
 */
public record XmlText(
        String bare, List<String> roots, @Nullable Mistake mistake) {
    private static final Pattern DECLARATION = Pattern.compile("\\A\\uFEFF?\\s*<\\?xml\\s.*?\\?>", Pattern.DOTALL);
    private static final String AROUND = "<muster xmlns:nc=\"" + SafeXml.BASE + "\">\n";

    public XmlText {
        roots = List.copyOf(roots);
    }

    /**
     * What is wrong with it.
     *
     * @param line in the text, from 1
     * @param column from 1
     */
    public record Mistake(int line, int column, String reason) {}

    /** Looks at a text; what is wrong with it is in {@link #mistake()}. */
    public static XmlText of(String text) {
        Matcher declaration = DECLARATION.matcher(text);
        String bare = text;
        if (declaration.find()) { // blanks in its place, so that lines and columns stay
            bare = declaration.group().replaceAll("[^\n]", " ") + text.substring(declaration.end());
        }
        var roots = new ArrayList<String>();
        Mistake mistake = read(bare, roots);
        return new XmlText(bare.strip(), roots, mistake);
    }

    private static @Nullable Mistake read(String text, List<String> roots) {
        XMLStreamReader xml = null;
        try {
            xml = SafeXml.of(new StringReader(AROUND + text + "\n</muster>"));
            int depth = 0;
            for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (depth++ == 1) {
                            roots.add(xml.getLocalName());
                        }
                        if (depth > SafeXml.DEEPEST) {
                            return at(xml, "elements nested more than " + SafeXml.DEEPEST + " deep");
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (depth == 1 && !xml.isWhiteSpace()) {
                            return at(xml, "text outside of an element: `" + shortened(xml.getText()) + "`");
                        }
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                        return at(xml, "document types and entities are not allowed");
                    }
                    default -> {}
                }
            }
            return roots.isEmpty() ? new Mistake(1, 1, "there is no element") : null;
        } catch (XMLStreamException e) {
            String reason = SafeXml.reason(e);
            if (reason.startsWith("Scanner State")) { // so the JDK says of a document type in the middle
                reason = "document types and entities are not allowed";
            } else if (reason.startsWith("The processing instruction target")) {
                reason = "an XML declaration in the middle of the text";
            }
            return new Mistake(
                    Math.max(1, e.getLocation().getLineNumber() - 1),
                    Math.max(1, e.getLocation().getColumnNumber()),
                    reason.replace("\"</muster>\"", "its end").replace("\"muster\"", "the text"));
        }
    }

    private static Mistake at(XMLStreamReader xml, String reason) {
        return new Mistake(
                Math.max(1, xml.getLocation().getLineNumber() - 1),
                Math.max(1, xml.getLocation().getColumnNumber()),
                reason);
    }

    private static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > 40 ? line.substring(0, 40) + "..." : line;
    }

    /** Whether it is one element of this name, prefix or not. */
    public boolean isOnly(String name) {
        return roots.equals(List.of(name));
    }
}
