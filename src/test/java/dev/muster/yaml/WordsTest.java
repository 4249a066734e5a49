package dev.muster.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, sizes, suggestions, and the list of problems. */
class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "10, 10000",
        "0.5, 500",
        "10s, 10000",
        "500ms, 500",
        "1h30m, 5400000",
        "1h 30m, 5400000",
        "10 s, 10000",
        "' 10s ', 10000",
        "2d, 172800000",
        "1.5m, 90000",
        "0s, 0",
        "1m1m, 120000"
    })
    void durationsAreReadAsUsersWriteThem(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "s", "ten", "-1s", "1x", "1 0", "1 0s", "1. 5s", "1,5s", "1e3", "10S", "1s x", "٣s", "1..5s"
            })
    void whatIsNoDurationIsNull(String text) {
        assertNull(Durations.parse(text));
    }

    @Test
    void anAbsurdDurationIsLongAndNoError() {
        Duration absurd = Durations.parse("999999999999999999d");
        assertTrue(absurd != null && absurd.toDays() > 10_000_000);
        assertNull(Durations.parse("9".repeat(1000) + "s"));
    }

    @ParameterizedTest
    @CsvSource({"10000, 10s", "0, 0s", "90000, 1m30s", "5400000, 1h30m", "500, 500ms", "1001, 1s1ms", "172800000, 48h"})
    void durationsAreShownAsUsersWriteThem(long millis, String text) {
        Duration duration = Duration.ofMillis(millis);
        assertEquals(text, Durations.text(duration));
        assertEquals(duration, Durations.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096",
        "0, 0",
        "10b, 10",
        "1k, 1000",
        "1kb, 1000",
        "1KiB, 1024",
        "1ki, 1024",
        "256 MB, 256000000",
        "1MiB, 1048576",
        "' 2 GiB ', 2147483648"
    })
    void sizesAreReadAsUsersWriteThem(String text, long bytes) {
        assertEquals(bytes, Sizes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "-1", "1.5MiB", "1T", "lots", "1 2", "10i", "10ib", "1MMB", "1234567890123"})
    void whatIsNoSizeIsMinusOne(String text) {
        assertEquals(-1, Sizes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17179869184GiB", "17179869185GiB", "999999999999GB"})
    void aSizeThatCannotBeCountedIsTheLargest(String text) {
        assertEquals(Long.MAX_VALUE, Sizes.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "hots, host",
        "hst, host",
        "pasword, password",
        "max-workers, max_workers",
        "max_wrokers, max_workers",
        "enable-pasword, enable_password",
        "core-2, core-1",
        "n, m"
    })
    void aCloseWordIsSuggested(String given, String meant) {
        List<String> known = List.of("host", "password", "max_workers", "enable_password", "core-1", "m");
        assertEquals("; did you mean `" + meant + "`?", Suggestion.among(known, given));
    }

    @Test
    void theClosestOfSeveralIsSuggested() {
        assertEquals("; did you mean `R11`?", Suggestion.among(List.of("R1", "R2", "R11", "R12"), "R111"));
        assertEquals("; did you mean `name`?", Suggestion.among(List.of("names", "name"), "nmae"));
    }

    @Test
    void withoutACloseWordTheKnownOnesAreListedUnlessTheyAreMany() {
        assertEquals("; known: host, port", Suggestion.among(List.of("host", "port"), "something"));
        assertEquals("; known: ip, vrf", Suggestion.among(List.of("ip", "vrf"), "xy"), "two letters are not two typos");
        assertEquals("; known: c", Suggestion.among(List.of("c"), ""));
        List<String> many = IntStream.range(0, 31).mapToObj(i -> "device" + i).toList();
        assertEquals("", Suggestion.among(many, "x"));
        assertEquals("", Suggestion.among(List.of(), "x"));
    }

    @Test
    void problemsAreSortedByPlaceAndToldOnce() {
        var problems = new Problems();
        problems.add(new Mark("b", 1, 1), "z");
        problems.add(new Mark("a", 10, 1), "y");
        problems.add(new Mark("a", 2, 7), "x");
        problems.add(new Mark("a", 2, 3), "w");
        problems.add(new Mark("a", 2, 3), "w");
        problems.add(Mark.of("a"), "v");
        assertEquals(
                List.of("a: v", "a:2:3: w", "a:2:7: x", "a:10:1: y", "b:1:1: z"),
                problems.all().stream().map(Problem::toString).toList());
    }

    @Test
    void twoHundredProblemsAreEnough() {
        var problems = new Problems();
        for (int i = 0; i < 1000; i++) {
            problems.add(new Mark("a", i, 1), "x");
        }
        assertEquals(200, problems.all().size());
    }
}
