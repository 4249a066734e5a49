package dev.muster.expression;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one class that names jinjava; it loads when the first expression is evaluated, which costs some 0.3 s. */
final class Jinja {
    // Nested interpretation would let a device's output be evaluated as a template.
    private static final JinjavaConfig CONFIG = JinjavaConfig.newBuilder()
            .withFailOnUnknownTokens(true)
            .withNestedInterpretationEnabled(false)
            .withMaxOutputSize(8L << 20)
            .withMaxStringLength(8L << 20)
            .withMaxListSize(100_000)
            .withMaxMapSize(100_000)
            .withMaxRenderDepth(20)
            .withRangeLimit(10_000)
            .build();
    private static final Jinjava JINJAVA = new Jinjava(CONFIG);

    private Jinja() {}

    static @Nullable Object evaluate(String expression, Map<String, ?> names) throws ExpressionException {
        var context = new Context(JINJAVA.getGlobalContext(), names);
        var interpreter = new JinjavaInterpreter(JINJAVA, context, CONFIG);
        Object value;
        try (var current = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            value = current.value().resolveELExpression(expression, 1);
        } catch (InterpretException e) {
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

    private static void failOn(List<TemplateError> errors) throws ExpressionException {
        if (!errors.isEmpty()) {
            throw new ExpressionException(reason(errors.get(0).getMessage()));
        }
    }

    private static String reason(@Nullable String message) {
        return message == null
                ? "no reason given"
                : message.replaceFirst("^UnknownTokenException: Unknown token found:", "unknown or empty:")
                        .replaceFirst("^Error parsing '.*': ", "");
    }
}
