package dev.muster.netconf;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which part of the data is wanted. */
public sealed interface Filter {
    /** As a user writes it; null for all. */
    @Nullable
    String text();

    /** The same with another text. */
    default Filter with(String other) {
        return switch (this) {
            case All all -> all;
            case Subtree subtree -> new Subtree(other);
            case XPath xpath -> new XPath(other, xpath.namespaces());
        };
    }

    /** All of it. */
    record All() implements Filter {
        @Override
        public @Nullable String text() {
            return null;
        }
    }

    /** Elements that are to be there (RFC 6241, 6). */
    record Subtree(String text) implements Filter {}

    /** @param namespaces by prefix */
    record XPath(String text, Map<String, String> namespaces) implements Filter {
        public XPath {
            namespaces = Map.copyOf(namespaces);
        }
    }
}
