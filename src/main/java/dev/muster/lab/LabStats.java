package dev.muster.lab;

/**
 * What a lab has seen, at one moment.
 *
 * @param connections accepted so far
 * @param sessions SSH connections open now
 * @param sessionsPeak the most that were open at once; a client that closes one and opens the next may be counted
 *     twice for a moment
 * @param logins accepted so far
 * @param authFailures passwords refused so far
 * @param shells open now; one ends at its clean logout, before the client hears of it
 * @param shellsPeak the most that were open at once
 * @param commands lines typed at a prompt so far, without answers to questions
 * @param logouts shells that the client left by a command such as {@code exit}
 */
public record LabStats(
        long connections,
        long sessions,
        long sessionsPeak,
        long logins,
        long authFailures,
        long shells,
        long shellsPeak,
        long commands,
        long logouts) {}
