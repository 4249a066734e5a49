package dev.muster.audit;

import dev.muster.result.DeviceResult;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the expressions of checks see of a device. */
public final class SeenNames {
    /** The names of an answer. */
    public static final String ROWS = "rows";

    /** The name of its text. */
    public static final String OUTPUT = "output";

    private static final Pattern FIRST_ROW = Pattern.compile("\\brows\\s*(\\[|\\|\\s*(first|last)\\b)");

    private final Map<String, @Nullable Object> names;

    private SeenNames(Map<String, @Nullable Object> names) {
        this.names = names;
    }

    /** Whether an expression speaks of something. */
    public static boolean uses(Object expression, String name) {
        return Pattern.compile("(?<![\\w.'\"])" + name + "\\b")
                .matcher(expression.toString())
                .find();
    }

    /** @param device what is known of the device before it runs */
    static SeenNames of(Map<String, @Nullable Object> device, DeviceResult result) {
        var steps = new LinkedHashMap<String, @Nullable Object>();
        for (StepResult step : result.steps()) {
            steps.put(step.name(), Collections.unmodifiableMap(new Fields(step)));
        }
        var names = new LinkedHashMap<>(device);
        names.put("steps", Collections.unmodifiableMap(steps));
        return new SeenNames(names);
    }

    Map<String, @Nullable Object> names() {
        return names;
    }

    /** The same with what the expression uses of an answer. */
    Map<String, @Nullable Object> with(Answers answers, Object expression) throws IOException {
        var more = new LinkedHashMap<>(names);
        if (uses(expression, ROWS)) {
            List<Map<String, @Nullable Object>> rows = answers.rows();
            if (rows.isEmpty() && FIRST_ROW.matcher(expression.toString()).find()) {
                throw new CannotTell("the answer gave no rows, so there is no first one");
            }
            more.put(ROWS, rows);
        }
        if (uses(expression, OUTPUT)) {
            more.put(OUTPUT, answers.text());
        }
        return more;
    }

    /** A step's fields; what a step did not give is no empty text, on which a check might pass. */
    private static final class Fields extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        private final String command;
        private final Status status;

        Fields(StepResult step) {
            command = step.command();
            status = step.status();
            Output output = step.output();
            Parsed parsed = step.parsed();
            put("command", step.command());
            put("status", status.label());
            put(OUTPUT, output == null ? "" : output.display());
            put("parse_status", parsed == null ? "" : parsed.status().label());
            put(ROWS, parsed == null ? List.of() : parsed.rows());
        }

        @Override
        public @Nullable Object get(Object key) {
            if (status != Status.OK && (OUTPUT.equals(key) || ROWS.equals(key))) {
                throw new CannotTell(Shown.quoted(command) + " was " + Answers.word(status));
            }
            return super.get(key);
        }
    }
}
