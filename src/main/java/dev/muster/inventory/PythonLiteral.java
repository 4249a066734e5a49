package dev.muster.inventory;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of an INI inventory, which Ansible reads as Python literals and, where they are none, as text. */
final class PythonLiteral {
    private static final Pattern LITERAL = Pattern.compile(
            "(?s)(?:(?<integer>[+-]?(?:0|[1-9]\\d{0,17}))|(?<number>[+-]?(?:\\d+\\.\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
                    + "|(?<truth>True|False)|(?<nothing>None)|'(?<single>(?:[^'\\\\]|\\\\.)*)'|\"(?<double>(?:[^\"\\\\]|\\\\.)*)\")"
                    + "(?:\\s*#.*)?");

    private PythonLiteral() {}

    static Node of(String text, Mark mark) {
        Matcher literal = LITERAL.matcher(text);
        if (literal.matches()) {
            return scalar(literal, mark);
        }
        boolean many = (text.startsWith("[") && text.endsWith("]")) || (text.startsWith("{") && text.endsWith("}"));
        if (many) {
            var problems = new Problems();
            Node node = YamlFile.parse(mark.file(), text, problems);
            if (node != null && problems.isEmpty()) {
                return node;
            }
        }
        return new Scalar(mark, Type.TEXT, text);
    }

    private static Scalar scalar(Matcher literal, Mark mark) {
        if (literal.group("integer") != null) {
            return new Scalar(mark, Type.INTEGER, literal.group("integer").replace("+", ""));
        }
        if (literal.group("number") != null) {
            return new Scalar(mark, Type.NUMBER, literal.group("number"));
        }
        if (literal.group("truth") != null) {
            return new Scalar(mark, Type.BOOLEAN, literal.group("truth"));
        }
        if (literal.group("nothing") != null) {
            return new Scalar(mark, Type.NULL, "");
        }
        String quoted = literal.group("single") != null ? literal.group("single") : literal.group("double");
        return new Scalar(mark, Type.TEXT, quoted.replaceAll("\\\\(['\"\\\\])", "$1"));
    }
}
