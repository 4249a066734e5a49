package dev.muster.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A junit.xml, read by the JDK's parser and held to what Jenkins and GitLab expect of one. */
public record JunitFile(Element root, List<Element> suites) {

    /** Reads and judges a file. */
    public static JunitFile read(Path path) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(path.toFile())
                .getDocumentElement();
        assertEquals("testsuites", root.getTagName());
        List<Element> suites = children(root, Set.of("testsuite"));
        suites.forEach(JunitFile::judge);
        return new JunitFile(root, suites);
    }

    private static void judge(Element suite) {
        assertFalse(suite.getAttribute("name").isEmpty());
        assertTrue(suite.getAttribute("timestamp").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"));
        assertTrue(suite.getAttribute("time").matches("\\d+\\.\\d{3}"));
        int[] counts = new int[3];
        List<Element> cases = children(suite, Set.of("testcase"));
        for (Element testcase : cases) {
            assertFalse(testcase.getAttribute("name").isEmpty());
            assertFalse(testcase.getAttribute("classname").isEmpty());
            assertTrue(testcase.getAttribute("time").matches("\\d+\\.\\d{3}"));
            List<Element> inside = children(testcase, Set.of("failure", "error", "skipped"));
            assertTrue(inside.size() <= 1, "one outcome a case");
            inside.forEach(each -> counts[List.of("failure", "error", "skipped").indexOf(each.getTagName())]++);
        }
        assertEquals(String.valueOf(cases.size()), suite.getAttribute("tests"));
        assertEquals(String.valueOf(counts[0]), suite.getAttribute("failures"));
        assertEquals(String.valueOf(counts[1]), suite.getAttribute("errors"));
        assertEquals(String.valueOf(counts[2]), suite.getAttribute("skipped"));
    }

    private static List<Element> children(Element parent, Set<String> allowed) {
        var children = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                assertTrue(allowed.contains(element.getTagName()), element.getTagName());
                children.add(element);
            }
        }
        return children;
    }

    /** What stands in a case, or null. */
    public @Nullable Element inCase(String suite, String name, String element) {
        for (Element each : suites) {
            for (Element testcase : children(each, Set.of("testcase"))) {
                boolean meant = each.getAttribute("name").equals(suite)
                        && testcase.getAttribute("name").equals(name);
                if (meant && testcase.getElementsByTagName(element).item(0) instanceof Element found) {
                    return found;
                }
            }
        }
        return null;
    }
}
