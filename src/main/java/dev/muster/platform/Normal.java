package dev.muster.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a command that are the same on every platform and by every way.
 *
 * @param rows the path of the rows in an API's answer, empty for the answer itself
 * @param columns by their names, in order
 */
public record Normal(String rows, Map<String, Column> columns) {
    public Normal {
        columns = new LinkedHashMap<>(columns);
    }

    /**
     * Where a column comes from.
     *
     * @param textfsm the template's columns; the first that is there
     * @param api paths in a row of the API's answer; the first that is there
     * @param keep its first group is the part of a value that is wanted, where it is found; or null for all of it
     */
    public record Column(
            List<String> textfsm,
            List<String> api,
            @Nullable Pattern keep) {}
}
