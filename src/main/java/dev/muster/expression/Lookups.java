package dev.muster.expression;

import com.hubspot.jinjava.el.ExtendedSyntaxBuilder;
import com.hubspot.jinjava.el.ext.AstDict;
import com.hubspot.jinjava.el.ext.ExtendedParser;
import com.hubspot.jinjava.el.ext.NamedParameterOperator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jinjava.de.odysseus.el.tree.impl.Builder;
import jinjava.de.odysseus.el.tree.impl.Scanner;
import jinjava.de.odysseus.el.tree.impl.ast.AstBracket;
import jinjava.de.odysseus.el.tree.impl.ast.AstDot;
import jinjava.de.odysseus.el.tree.impl.ast.AstIdentifier;
import jinjava.de.odysseus.el.tree.impl.ast.AstMethod;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstNumber;
import jinjava.de.odysseus.el.tree.impl.ast.AstParameters;
import jinjava.de.odysseus.el.tree.impl.ast.AstProperty;
import jinjava.de.odysseus.el.tree.impl.ast.AstRightValue;
import jinjava.de.odysseus.el.tree.impl.ast.AstString;
import jinjava.de.odysseus.el.tree.impl.ast.AstUnary;
import jinjava.javax.el.ELException;

/**
 * Parses an expression as jinjava does and notes what it looks up on the way, without evaluating it. Jinjava makes a
 * method call of every filter and test: {@code x|default(y)} becomes {@code filter:default.filter(x, interpreter, y)}.
 */
final class Lookups extends ExtendedParser {
    private static final String OPEN = "#{";
    /** The parser's time grows with the square of their depth. */
    private static final int MOST_BRACKETS = 500;

    private static final Pattern PLACE =
            Pattern.compile("(?s)\\w+ error at position (\\d{1,9}), encountered (.*), expected .*");
    private static final Builder SYNTAX = new ExtendedSyntaxBuilder(Builder.Feature.METHOD_INVOCATIONS);
    private static final String NO_COMPARISON = "`=` compares nothing; write `==`";
    private static final Set<String> CONSTANTS = Set.of("none", "None", "null", "true", "false", "True", "False");
    private static final Set<String> TESTS = Set.of("exptest:defined", "exptest:undefined");
    private static final Set<String> DEFAULTS = Set.of("filter:default", "filter:d");

    private final Map<AstNode, List<String>> paths = new LinkedHashMap<>();
    private final List<List<String>> tested = new ArrayList<>();
    private final Set<AstNode> named = new HashSet<>();

    private Lookups(String expression) {
        super(SYNTAX, OPEN + expression + "}");
        putExtensionHandler(NamedParameterOperator.TOKEN, namedParameter());
    }

    /**
     * The paths that an expression looks up, each as its parts ({@code [0]} for an index), except those it guards by {@code is defined} or
     * {@code default}.
     */
    static List<List<String>> of(String expression) throws ExpressionException {
        if (brackets(expression) > MOST_BRACKETS) {
            throw new ExpressionException("more than " + MOST_BRACKETS + " brackets");
        }
        var lookups = new Lookups(expression);
        try {
            lookups.tree();
        } catch (Scanner.ScanException | ParseException | ELException e) {
            throw new ExpressionException(reason(String.valueOf(e.getMessage()), expression));
        }
        if (!lookups.named.isEmpty()) {
            throw new ExpressionException(NO_COMPARISON);
        }
        if (expression.contains(INTERPRETER)) {
            throw new ExpressionException("unknown name `" + INTERPRETER + "`");
        }
        return lookups.paths.values().stream()
                .filter(path -> !CONSTANTS.contains(path.getFirst()))
                .filter(path -> lookups.tested.stream().noneMatch(test -> beginsWith(path, test)))
                .distinct()
                .toList();
    }

    private static long brackets(String expression) {
        return expression.chars().filter(each -> "([{".indexOf(each) >= 0).count();
    }

    private static String reason(String message, String expression) {
        Matcher place = PLACE.matcher(message);
        if (!place.matches()) {
            return message;
        }
        int at = Integer.parseInt(place.group(1)) - OPEN.length();
        return at >= expression.length()
                ? "it ends too early"
                : "character " + (at + 1) + ": unexpected " + place.group(2);
    }

    private static boolean beginsWith(List<String> path, List<String> beginning) {
        return path.size() >= beginning.size()
                && path.subList(0, beginning.size()).equals(beginning);
    }

    private ExtensionHandler namedParameter() {
        return new ExtensionHandler(NamedParameterOperator.HANDLER.getExtensionPoint()) {
            @Override
            public AstNode createAstNode(AstNode... nameAndValue) {
                if (!(nameAndValue[0] instanceof AstIdentifier)) {
                    throw new ELException(NO_COMPARISON);
                }
                paths.remove(nameAndValue[0]);
                AstNode node = NamedParameterOperator.HANDLER.createAstNode(nameAndValue);
                named.add(node);
                return node;
            }
        };
    }

    @Override
    protected AstParameters createAstParameters(List<AstNode> parameters) {
        parameters.forEach(named::remove);
        return super.createAstParameters(parameters);
    }

    @Override
    protected boolean shouldUseFilterChainOptimization() {
        return false;
    }

    @Override
    protected AstIdentifier createAstIdentifier(String name, int index) {
        AstIdentifier node = super.createAstIdentifier(name, index);
        if (!name.equals(INTERPRETER)) {
            paths.put(node, List.of(name));
        }
        return node;
    }

    @Override
    protected AstDot createAstDot(AstNode base, String part, boolean assignable) {
        AstDot node = super.createAstDot(base, part, assignable);
        extend(base, part, node);
        return node;
    }

    @Override
    protected AstBracket createAstBracket(AstNode base, AstNode part, boolean assignable, boolean strict) {
        AstBracket node = super.createAstBracket(base, part, assignable, strict);
        if (part instanceof AstString text) {
            extend(base, text.eval(null, null).toString(), node);
        } else if (part instanceof AstNumber number) {
            extend(base, "[" + number + "]", node);
        } else if (part instanceof AstUnary minus
                && AstUnary.NEG.equals(minus.getOperator())
                && minus.getChild(0) instanceof AstNumber number) {
            extend(base, "[-" + number + "]", node);
        }
        return node;
    }

    private void extend(AstNode base, String part, AstNode longer) {
        List<String> path = paths.remove(base);
        if (path != null) {
            var parts = new ArrayList<>(path);
            parts.add(part);
            paths.put(longer, List.copyOf(parts));
        }
    }

    @Override
    protected AstRightValue createAstNested(AstNode inner) {
        AstRightValue node = super.createAstNested(inner);
        List<String> path = paths.remove(inner);
        if (path != null) {
            paths.put(node, path);
        }
        return node;
    }

    @Override
    protected AstDict createAstDict(Map<AstNode, AstNode> entries) {
        entries.keySet().forEach(paths::remove);
        return super.createAstDict(entries);
    }

    @Override
    protected AstMethod createAstMethod(AstProperty property, AstParameters parameters) {
        AstMethod node = super.createAstMethod(property, parameters);
        List<String> path = paths.remove(property);
        if (path == null) {
            return node;
        }
        String first = path.getFirst();
        if (TESTS.contains(first) || DEFAULTS.contains(first)) {
            List<String> guarded = paths.remove(parameters.getChild(0));
            if (guarded != null && TESTS.contains(first)) {
                tested.add(guarded);
            }
        } else if (!first.startsWith(FILTER_PREFIX) && !first.startsWith(EXPTEST_PREFIX)) {
            paths.put(node, path.subList(0, path.size() - 1));
        }
        return node;
    }
}
