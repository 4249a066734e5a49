package dev.muster.parse;

import java.util.Arrays;
import java.util.List;

/**
 * The way from the top of a document to its rows: names with slashes, or else points, between them. A star stands for every
 * member, a number for one element of a list; on the way through a list without a number every element is taken.
 *
 * @param anywhere whether the first name may stand at any depth ({@code //name})
 * @param parts empty for the document itself
 */
public record RowPath(boolean anywhere, List<String> parts) {
    /** The document itself. */
    public static final RowPath TOP = new RowPath(false, List.of());

    public RowPath {
        parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException if a part is empty; the message is for people */
    public static RowPath of(String text) {
        boolean anywhere = text.startsWith("//");
        String inner = text.replaceFirst("^(//?|\\$\\.?)", "");
        if (inner.isEmpty() && !anywhere) {
            return TOP;
        }
        List<String> parts = Arrays.asList(inner.split(inner.indexOf('/') >= 0 ? "/" : "\\.", -1));
        if (parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("`" + text + "` has an empty part");
        }
        return new RowPath(anywhere, parts);
    }

    @Override
    public String toString() {
        return (anywhere ? "//" : "") + String.join("/", parts);
    }
}
