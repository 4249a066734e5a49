package dev.muster.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The configuration of a simulated device: top-level lines, some of which head a section of indented ones. */
final class RunningConfig {
    private final List<Block> blocks = new ArrayList<>();

    /** A top-level line and the lines of its section. */
    record Block(String line, List<String> children) {}

    RunningConfig(String text) {
        for (String line : text.lines().toList()) {
            if (line.startsWith(" ") && !blocks.isEmpty()) {
                blocks.getLast().children().add(line.strip());
            } else {
                blocks.add(new Block(line, new ArrayList<>()));
            }
        }
    }

    /**
     * Adds a line unless it is there.
     *
     * @param section the line that heads its section, or null for a top-level line
     * @param once the line that begins so is replaced; empty for none
     */
    void keep(@Nullable String section, String line, String once) {
        remove(section, "no " + line);
        if (section != null) {
            List<String> lines = section(section).children();
            replace(lines, line, once);
            return;
        }
        for (int i = 0; i < blocks.size(); i++) {
            String there = blocks.get(i).line();
            if (there.equals(line)) {
                return;
            }
            if (!once.isEmpty() && there.startsWith(once)) {
                blocks.set(i, new Block(line, new ArrayList<>()));
                return;
            }
        }
        blocks.add(place(line), new Block(line, new ArrayList<>()));
    }

    private static void replace(List<String> lines, String line, String once) {
        if (lines.contains(line)) {
            return;
        }
        lines.remove("no " + once.strip());
        for (int i = 0; i < lines.size() && !once.isEmpty(); i++) {
            if (lines.get(i).startsWith(once)) {
                lines.set(i, line);
                return;
            }
        }
        lines.add(line);
    }

    /** Behind the last line of its kind; a new kind stands before the lines of the terminals. */
    private int place(String line) {
        String kind = line.contains(" ") ? line.substring(0, line.indexOf(' ') + 1) : line;
        int terminals = blocks.size();
        for (int i = blocks.size() - 1; i >= 0; i--) {
            String there = blocks.get(i).line();
            if (there.startsWith(kind)) {
                return i + 1;
            }
            if (there.startsWith("line ") || there.equals("end") || there.equals("control-plane")) {
                terminals = i;
            }
        }
        return terminals;
    }

    /** The section with this head, new if need be. */
    Block section(String head) {
        for (Block block : blocks) {
            if (block.line().equals(head)) {
                return block;
            }
        }
        var block = new Block(head, new ArrayList<>());
        blocks.add(place(head), block);
        return block;
    }

    /** Takes away a line, or every line that begins with these words. */
    void remove(@Nullable String section, String words) {
        if (section != null) {
            section(section).children().removeIf(line -> begins(line, words));
        } else {
            blocks.removeIf(block -> begins(block.line(), words));
        }
    }

    private static boolean begins(String line, String words) {
        return line.equals(words) || line.startsWith(words + " ");
    }

    /** Calls for each interface, in order. */
    void eachInterface(Consumer<Block> action) {
        for (Block block : blocks) {
            if (block.line().startsWith("interface ")) {
                action.accept(block);
            }
        }
    }

    /** The whole as text, one line each. */
    String text() {
        var text = new StringBuilder();
        for (Block block : blocks) {
            text.append(block.line()).append('\n');
            block.children().forEach(child -> text.append(' ').append(child).append('\n'));
        }
        return text.toString();
    }
}
