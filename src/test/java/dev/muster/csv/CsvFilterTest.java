package dev.muster.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFilterTest {
    private static final String RIB =
            "network,nexthop,metric,path\n10.1.0.0,192.0.2.1,10,65001 65002\n10.2.0.0,192.0.2.2,,65001\n"
                    + "10.3.0.0,192.0.2.1,200,\n";

    private static String filtered(String text, String where, String... columns) throws Exception {
        var out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        new CsvFilter(where, List.of(columns), ',').copy(in, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The third bytes of the networks that pass. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "nexthop == '192.0.2.1';13",
                "nexthop != \"192.0.2.1\";2",
                "'192.0.2.2' == nexthop;2",
                "nexthop in ['192.0.2.2', '192.0.2.9'] or metric == 10;12",
                "nexthop not in ['192.0.2.2'];13",
                "not (nexthop == '192.0.2.2' and metric == '');13",
                "metric > 9;13",
                "100 < metric;3",
                "metric != 10;23",
                "'65002' in path;1",
                "'65002' not in path;23",
                "network >= '10.2';23",
                "path|length > 5;1",
                "row['next' ~ 'hop'] == '192.0.2.2';2",
                "path|upper == '65001';2"
            })
    void rowsPassForWhichTheExpressionIsTrue(String where, String passed) throws Exception {
        String rows = filtered(RIB, where);
        assertTrue(rows.startsWith("network,nexthop,metric,path\n"), rows);
        String found = String.join(
                "", rows.lines().skip(1).map(row -> row.substring(3, 4)).toList());
        assertEquals(passed, found);
    }

    @Test
    void theseExpressionsNeedNoEngine() {
        List<String> columns = List.of("a", "b");
        for (String where : List.of("a == 'x'", "a > 1 and not b in ['x','y'] or 'z' in b", "(a == \"q\")", "1 <= a")) {
            assertTrue(ConditionReader.read(where, columns) != null, where);
        }
        for (String where :
                List.of("a|length > 1", "a == b", "a == 'x\\'y'", "c == 'x'", "a", "a == 'x' extra", "a == ")) {
            assertEquals(null, ConditionReader.read(where, columns), where);
        }
    }

    @Test
    void columnsAreKeptInTheOrderAsked() throws Exception {
        assertEquals(
                "metric,network\r\n10,10.1.0.0\r\n200,10.3.0.0\r\n",
                filtered(RIB, "nexthop == '192.0.2.1'", "metric", "network"));
    }

    @Test
    void quotesHideCommasAndLineEnds() throws Exception {
        String text =
                "\ufeffname,\"the note\",x\r\n\"a,1\",\"two\nlines\",1\r\n\r\nb,\"say \"\"hi\"\"\",2\r\nc,\"\",\"3\"";
        assertEquals(
                "name,\"the note\",x\r\n\"a,1\",\"two\nlines\",1\r\n",
                filtered(text, "name == 'a,1'").replace("\ufeff", ""));
        assertTrue(filtered(text, "row['the note'] == 'say \"hi\"'").contains("b,\"say"));
        assertTrue(filtered(text, "x == '3'").endsWith("\nc,\"\",\"3\"\n"));
        assertTrue(filtered(text, "x == 3").endsWith("\nc,\"\",\"3\"\n"));
    }

    @Test
    void shortRowsHaveEmptyFieldsAndLongOnesAreKept() throws Exception {
        assertEquals("a,b\n1\n", filtered("a,b\n1\n1,2,3\n", "b == ''"));
        assertEquals("a,b\n1,2,3\n", filtered("a,b\n1\n1,2,3\n", "b == '2'"));
    }

    @Test
    void mistakesAreNamed() {
        assertTrue(message("", "a == 'x'").contains("empty"));
        assertTrue(message("a,a\n", "a == 'x'").contains("twice"));
        assertTrue(message("a,b\n1,\"x\n", "a == '1'").contains("row 2: a quote is not closed"));
        assertTrue(message(RIB, "nexthopp == 'x'").contains("nexthopp"), message(RIB, "nexthopp == 'x'"));
        assertTrue(message(RIB, "nexthop = 'x'").contains("=="), message(RIB, "nexthop = 'x'"));
        assertTrue(message(RIB, "nexthop ~ 'x'").contains("row 2"), message(RIB, "nexthop ~ 'x'"));
        var wrong = assertThrows(CsvException.class, () -> filtered(RIB, "metric == 1", "hop"));
        assertTrue(String.valueOf(wrong.getMessage()).contains("no column `hop`"));
    }

    private static String message(String text, String where) {
        return String.valueOf(
                assertThrows(CsvException.class, () -> filtered(text, where)).getMessage());
    }

    @Test
    void rowsComeBeforeTheNextAreWaitedFor() throws Exception {
        var out = new ByteArrayOutputStream();
        InputStream slow = new InputStream() {
            private int piece;

            @Override
            public int read(byte[] into, int from, int most) {
                assertEquals(
                        piece == 0 ? "" : piece == 1 ? "a,b\n" : "a,b\n1,2\n", out.toString(StandardCharsets.UTF_8));
                byte[] text = (piece == 0 ? "a,b\n1," : piece == 1 ? "2\n3" : ",4").getBytes(StandardCharsets.UTF_8);
                if (piece++ >= 3) {
                    return -1;
                }
                System.arraycopy(text, 0, into, from, text.length);
                return text.length;
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }
        };
        new CsvFilter("a == '1'", List.of(), ',').copy(slow, out);
    }

    @Test
    void aFileOfAnySizeTakesNoMoreMemory() throws IOException, CsvException {
        byte[] row = "*,10.0.0.0,192.0.2.1,some more text that nobody reads\n".getBytes(StandardCharsets.UTF_8);
        long rows = 5_000_000;
        InputStream large = new InputStream() {
            private long at = -1;

            @Override
            public int read(byte[] into, int from, int most) {
                byte[] text = at < 0 ? "s,network,nexthop,rest\n".getBytes(StandardCharsets.UTF_8) : row;
                if (at++ == rows) {
                    return -1;
                }
                System.arraycopy(text, 0, into, from, text.length);
                return text.length;
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }
        };
        assertEquals(
                rows,
                new CsvFilter("nexthop == '192.0.2.1'", List.of("network"), ',')
                        .copy(large, OutputStream.nullOutputStream()));
    }

    /** Seeded: what Commons CSV reads as one field is the same field here. */
    @Test
    void anyTableIsReadAsCommonsCsvReadsIt() throws Exception {
        var random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder("a,b,c\n");
            for (int row = random.nextInt(6); row > 0; row--) {
                for (int field = 0; field < 3; field++) {
                    text.append(field(random)).append(field < 2 ? "," : random.nextBoolean() ? "\n" : "\r\n");
                }
            }
            var rows = new CsvRows(
                    new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), ',', () -> {});
            for (CSVRecord record : CSVFormat.RFC4180
                    .builder()
                    .setIgnoreEmptyLines(true)
                    .get()
                    .parse(new java.io.StringReader(text.toString()))) {
                assertTrue(rows.next(), text.toString());
                for (int field = 0; field < 3; field++) {
                    assertEquals(record.get(field), rows.text(field), text.toString());
                    assertTrue(rows.is(field, Word.of(record.get(field))), text.toString());
                }
            }
            assertEquals(false, rows.next());
        }
    }

    private static String field(Random random) {
        String inner = List.of("", "x", "1.5", "ü", "a b").get(random.nextInt(5));
        return random.nextInt(3) > 0
                ? inner
                : "\"" + inner
                        + List.of("", ",", "\n", "\r\n", "\"\"", ",,\"\"\n").get(random.nextInt(6)) + "\"";
    }
}
