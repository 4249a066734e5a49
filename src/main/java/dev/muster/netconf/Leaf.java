package dev.muster.netconf;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Small elements. */
final class Leaf {
    private Leaf() {}

    /** The text of the element that has just begun, also that of elements in it, to its end; cut at so many characters. */
    static String text(XMLStreamReader xml, int most) throws XMLStreamException, Broken {
        var text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (SafeXml.next(xml)) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (text.length() < most) {
                        text.append(xml.getText());
                    }
                }
                default -> {}
            }
        }
        return text.length() > most ? text.substring(0, most) : text.toString();
    }
}
