package dev.muster.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates: what they fill in, what they refuse. */
class TemplateTest {

    private static String rendered(String text) throws ExpressionException {
        return new Template(text).render(Known.names());
    }

    private static String mistake(String text) {
        ExpressionException e = assertThrows(ExpressionException.class, () -> new Template(text).render(Known.names()));
        return String.valueOf(e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"show version", "", "${env:X}", "a { b } }} %}", "set x {unit 0 {family inet}}"})
    void textWithoutHolesIsLeftAlone(String text) throws ExpressionException {
        assertTrue(new Template(text).isPlain());
        assertSame(text, rendered(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "ntp server {{ vars.ntp[0] }}>ntp server 192.0.2.1",
                "{{ name }}-{{ data['site'] }}>R1-ams",
                "{{ name|lower }}>r1",
                "${env:X} {{ name }}>${env:X} R1",
                "{{ data.x|default('none') }}>none",
                "{% for n in vars.ntp %}{{ loop.index }}={{ n }} {% endfor %}>1=192.0.2.1 2=192.0.2.2 ",
                "{% for k, v in data.items() %}{{ k }} {% endfor %}>site role rack template ",
                "{% set y = name %}{{ y }}>R1",
                "{% macro f(a, b=1) %}[{{ a }}{{ b }}]{% endmacro %}{{ f('x') }}>[x1]",
                "{% if data.site == 'ams' %}a{% elif name %}b{% else %}c{% endif %}>a",
                "{% if data.x is defined %}a{% else %}b{% endif %}>b",
                "{# {{ nmae }} #}x>x",
                "{% raw %}{{ nmae }}{% endraw %}>{{ nmae }}",
                "{{ '{{ name }}' }}>{{ name }}",
                "{{ data.template }}>{{ vars.secret }}"
            })
    void holesAreFilledIn(String text, String expected) throws ExpressionException {
        assertFalse(new Template(text).isPlain());
        assertEquals(expected, rendered(text));
    }

    @Test
    void whatADeviceSaidIsNotEvaluated() throws ExpressionException {
        assertEquals("IOS {{ vars.secret }}", rendered("{{ steps['show version'].output }}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "{{ nmae }}>nmae",
                "{{ name }} {{ data.stie }}>data.stie",
                "{{ data['stie'] }}>data.stie",
                "{% for n in vars.npt %}{{ n }}{% endfor %}>vars.npt",
                "{% for n in vars.ntp %}{{ m }}{% endfor %}>m",
                "{% if data.stie == 'x' %}a{% endif %}>data.stie",
                "{% if name %}a{% elif nmae %}b{% endif %}>nmae",
                "{% if name %}{{ nmae }}{% endif %}>nmae",
                "{% set y = nmae %}{{ y }}>nmae",
                "{% for n in range(data.stie) %}{{ n }}{% endfor %}>data.stie"
            })
    void aNameThatIsNotThereIsAnErrorWhereverItStands(String text, String unknown) {
        String told = mistake(text);
        assertTrue(told.startsWith("unknown name `" + unknown + "`"), told);
    }

    @Test
    void aHoleWithoutAValueIsAnError() {
        assertEquals("unknown or empty: data.role", mistake("{{ data.role }}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ name",
                "{% if name %}x",
                "{% nosuch %}",
                "{{ name == }}",
                "{{ }}",
                "{% include '/etc/passwd' %}",
                "{% include 'dev/muster/platforms/frr.yaml' %}",
                "{% import 'x' as y %}",
                "{% extends 'x' %}",
                "{{ vars.put('x', 1) }}",
                "{% do groups.add('x') %}",
                "{{ name.getClass() }}",
                "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
                "{% for a in range(9999) %}{% for b in range(9999) %}xxxxxxxx{% endfor %}{% endfor %}"
            })
    void mistakesAndAbuseAreErrorsAndNoExceptions(String text) {
        assertFalse(mistake(text).isBlank());
    }

    /** Jinjava costs some 0.3 s, which jobs without expressions do not pay. */
    @Test
    void plainTextDoesNotLoadJinjava() throws Exception {
        assertFalse(loadedBy("show version").contains("jinjava"));
        assertTrue(loadedBy("show {{ 1 }}").contains("jinjava"));
    }

    private static String loadedBy(String text) throws Exception {
        Process java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-verbose:class",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Renders.class.getName(),
                        text))
                .redirectErrorStream(true)
                .start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, java.waitFor(), printed);
        return printed.lines()
                .filter(line -> line.contains("com.hubspot.jinjava."))
                .toList()
                .toString();
    }

    /** Makes a template and an expression, and fills the template in. */
    public static final class Renders {
        private Renders() {}

        public static void main(String[] arguments) throws ExpressionException {
            var template = new Template(arguments[0]);
            var never = new Expression("name == 'R1'");
            if (template.render(java.util.Map.of()).isEmpty()
                    || never.toString().isEmpty()) {
                throw new IllegalStateException("nothing came");
            }
        }
    }
}
