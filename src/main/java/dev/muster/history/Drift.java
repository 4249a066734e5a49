package dev.muster.history;

import java.util.List;

/**
 * A device that is not as it was in the run before.
 *
 * @param before how it ended then
 * @param after how it ended in the later run
 * @param commands those that it answered otherwise, dates and times apart
 */
public record Drift(String device, String before, String after, List<String> commands) {}
