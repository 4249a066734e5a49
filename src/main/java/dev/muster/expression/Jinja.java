package dev.muster.expression;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/** Evaluates with jinjava, which loads when the first expression is looked at; that costs some 0.3 s. */
final class Jinja {
    private static final JinjavaConfig CONFIG = limits().build();
    private static final Jinjava JINJAVA = new Jinjava(CONFIG);
    private static final Pattern READING_TAG = Pattern.compile(
            "(?s)(?:(?:if|elif|unless)\\s|for\\s+[\\w\\s,]+?\\sin\\s|set\\s+[\\w\\s,]+=)(?<expression>.+)");
    private static final Pattern MAKING_TAG =
            Pattern.compile("(?s)(?:for|set)\\s+(?<bound>(?:(?!\\sin\\s|=).)+)|(?:macro|call)\\b(?<named>.+)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private Jinja() {}

    private static JinjavaConfig.Builder limits() {
        // Nested interpretation would let a device's output be evaluated as a template.
        return JinjavaConfig.newBuilder()
                .withFailOnUnknownTokens(true)
                .withNestedInterpretationEnabled(false)
                .withMaxOutputSize(8L << 20)
                .withMaxStringLength(8L << 20)
                .withMaxListSize(100_000)
                .withMaxMapSize(100_000)
                .withMaxRenderDepth(20)
                .withRangeLimit(10_000)
                .withDisabled(Map.of(Context.Library.TAG, Set.of("include", "import", "from", "extends")));
    }

    static @Nullable Object evaluate(String expression, Map<String, ?> names) throws ExpressionException {
        return evaluate(expression, names, CONFIG);
    }

    /** @param absent entries that fail the evaluation when it asks for them */
    static @Nullable Object evaluate(String expression, Map<String, ?> names, List<Absent.Entry> absent)
            throws ExpressionException {
        var watch = new Absent.Watch(CONFIG.getElResolver(), absent);
        Object value;
        try {
            value = evaluate(expression, names, limits().withElResolver(watch).build());
        } catch (ExpressionException e) {
            watch.failOnAsked();
            throw e;
        }
        watch.failOnAsked();
        return value;
    }

    private static @Nullable Object evaluate(String expression, Map<String, ?> names, JinjavaConfig config)
            throws ExpressionException {
        var context = new Context(JINJAVA.getGlobalContext(), names);
        var interpreter = new JinjavaInterpreter(JINJAVA, context, config);
        Object value;
        try (var current = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            value = current.value().resolveELExpression(expression, 1);
        } catch (InterpretException | ELException e) {
            throw new ExpressionException(reason(e.getMessage()));
        }
        failOn(interpreter.getErrors());
        return value;
    }

    static String render(String template, Map<String, ?> names) throws ExpressionException {
        RenderResult result = JINJAVA.renderForResult(template, names);
        failOn(result.getErrors());
        return result.getOutput();
    }

    /** The paths that a template looks up, except those it guards and those that begin with a name of its own. */
    static List<List<String>> lookups(String template) throws ExpressionException {
        var interpreter = new JinjavaInterpreter(JINJAVA, JINJAVA.getGlobalContextCopy(), CONFIG);
        Node root;
        try (var current = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            root = current.value().parse(template);
        }
        failOn(interpreter.getErrors());
        var own = new HashSet<String>(Set.of("loop", "caller", "varargs", "kwargs"));
        var expressions = new ArrayList<String>();
        collect(root, own, expressions);
        var lookups = new LinkedHashSet<List<String>>();
        for (String expression : expressions) {
            lookups.addAll(Lookups.of(expression));
        }
        lookups.removeIf(path -> own.contains(path.getFirst()));
        return List.copyOf(lookups);
    }

    private static void collect(Node node, Set<String> own, List<String> expressions) {
        if (node.getMaster() instanceof ExpressionToken hole) {
            expressions.add(hole.getExpr());
        } else if (node instanceof TagNode tag) {
            Matcher reading = READING_TAG.matcher(tag.getName() + " " + tag.getHelpers());
            if (reading.matches()) {
                expressions.add(reading.group("expression"));
            }
            Matcher making = MAKING_TAG.matcher(tag.getName() + " " + tag.getHelpers());
            if (making.lookingAt()) {
                String names = making.group("bound") == null ? making.group("named") : making.group("bound");
                WORD.matcher(names).results().forEach(name -> own.add(name.group()));
            }
        }
        node.getChildren().forEach(child -> collect(child, own, expressions));
    }

    private static void failOn(List<TemplateError> errors) throws ExpressionException {
        if (!errors.isEmpty()) {
            throw new ExpressionException(reason(errors.get(0).getMessage()));
        }
    }

    private static String reason(@Nullable String message) {
        return message == null
                ? "no reason given"
                : message.replaceFirst("^(UnknownTokenException: )?Unknown token found:", "unknown or empty:")
                        .replaceFirst("^Error parsing '.*': ", "");
    }
}
