package dev.muster.notify;

import dev.muster.notify.Digest.Group;
import dev.muster.result.Status;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What people read: a title and a few lines. Names and messages of devices are made visible, on one line each, and cut.
 *
 * @param title on one line, without characters that end it
 */
record Letter(String title, List<String> lines) {
    private static final int MOST_GROUPS = 5;
    private static final int MOST_CHARS = 200;
    private static final int MOST_CHANGES = 8;

    Letter {
        lines = List.copyOf(lines);
    }

    static Letter of(Digest digest, Before before) {
        var lines = new ArrayList<String>();
        lines.add(counts(digest));
        if (!digest.tally().stopped().isEmpty()) {
            lines.add("stopped early: " + visible(digest.tally().stopped()));
        }
        groups(digest.failures(), lines, "");
        groups(digest.checks(), lines, "check ");
        changes("new: ", digest.troubles(), before.troubles(), lines);
        changes("no more: ", before.troubles(), digest.troubles(), lines);
        lines.add("results: " + host() + digest.run().folder().toAbsolutePath().normalize());
        return new Letter(title(digest), lines);
    }

    private static String title(Digest digest) {
        String job = visible(digest.run().job()) + ": ";
        if (digest.isWell()) {
            return job + "all " + digest.tally().devices() + " devices ok"
                    + (digest.passed() > 0 ? ", " + digest.passed() + " checks passed" : "");
        }
        var what = new ArrayList<String>();
        if (digest.notOk() > 0) {
            what.add(digest.notOk() + " of " + digest.tally().devices() + " devices not ok");
        }
        if (digest.failedChecks() > 0) {
            what.add(digest.failedChecks() == 1 ? "1 check failed" : digest.failedChecks() + " checks failed");
        }
        if (!digest.tally().stopped().isEmpty() || what.isEmpty()) {
            what.add("stopped early");
        }
        return job + String.join(", ", what);
    }

    private static String counts(Digest digest) {
        var counts = new ArrayList<String>();
        for (Status status : Status.values()) {
            int count = digest.tally().count(status);
            if (count > 0) {
                counts.add(count + " " + status.label().replace('_', ' '));
            }
        }
        return (counts.isEmpty() ? "no device" : String.join(", ", counts)) + " in "
                + span(digest.tally().elapsed());
    }

    private static String span(Duration elapsed) {
        return elapsed.toMinutes() == 0
                ? String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d m %02d s", elapsed.toMinutes(), elapsed.toSecondsPart());
    }

    private static void groups(List<Group> groups, List<String> lines, String what) {
        for (Group group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
            int more = group.count() - group.names().size();
            String names = visible(String.join(", ", group.names())) + (more > 0 ? " and " + more + " more" : "");
            String message = group.message().isEmpty() ? "" : ": " + visible(group.message());
            lines.add(what + visible(group.what()) + ": " + names + message);
        }
        if (groups.size() > MOST_GROUPS) {
            lines.add("and " + (groups.size() - MOST_GROUPS) + " other kinds");
        }
    }

    private static void changes(String what, Set<String> of, Set<String> without, List<String> lines) {
        var names = new TreeSet<>(of);
        names.removeAll(without);
        if (!names.isEmpty() && !without.isEmpty()) {
            String shown = String.join(
                    "; ",
                    names.stream().limit(MOST_CHANGES).map(Letter::visible).toList());
            lines.add(what
                    + shown
                    + (names.size() > MOST_CHANGES ? " and " + (names.size() - MOST_CHANGES) + " more" : ""));
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName() + ":";
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** On one line, without characters that nobody sees, and not too long. */
    static String visible(String text) {
        String shown =
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        return shown.length() <= MOST_CHARS ? shown : shown.substring(0, MOST_CHARS) + " ...";
    }

    /** All of it as plain text. */
    String text() {
        return title + "\n\n" + String.join("\n", lines) + "\n";
    }
}
