package dev.muster.lab;

import dev.muster.lab.Simulation.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration of top-level lines, some of which head a section of indented ones. */
final class BlockConfig implements Config {
    private final Style style;
    private final List<Block> blocks = new ArrayList<>();

    BlockConfig(String text, Style style) {
        this.style = style;
        for (String line : text.lines().toList()) {
            if (isTop(line) || blocks.isEmpty()) {
                blocks.add(block(line));
            } else {
                blocks.getLast().children().add(line.strip());
            }
        }
    }

    private BlockConfig(BlockConfig other) {
        style = other.style;
        other.blocks.forEach(block -> blocks.add(new Block(block.line(), new ArrayList<>(block.children()))));
    }

    private boolean isTop(String line) {
        return style.heads().isEmpty()
                ? !line.startsWith(" ")
                : !line.isEmpty() && style.heads().indexOf(line.charAt(0)) >= 0;
    }

    private static Block block(String line) {
        return new Block(line, new ArrayList<>());
    }

    @Override
    public void keep(@Nullable String section, String line, String once) {
        remove(section, style.negation() + line);
        if (section != null) {
            replace(begun(section).children(), line, once);
            return;
        }
        for (int i = 0; i < blocks.size(); i++) {
            String there = blocks.get(i).line();
            if (there.equals(line)) {
                return;
            }
            if (!once.isEmpty() && there.startsWith(once)) {
                blocks.set(i, block(line));
                return;
            }
        }
        blocks.add(place(line), block(line));
    }

    private void replace(List<String> lines, String line, String once) {
        if (lines.contains(line)) {
            return;
        }
        lines.remove(style.negation() + once.strip());
        for (int i = 0; i < lines.size() && !once.isEmpty(); i++) {
            if (lines.get(i).startsWith(once)) {
                lines.set(i, line);
                return;
            }
        }
        lines.add(line);
    }

    /** Behind the last line of its kind; a new kind stands before what always comes last. */
    private int place(String line) {
        String kind = line.contains(" ") ? line.substring(0, line.indexOf(' ') + 1) : line;
        int end = blocks.size();
        for (int i = blocks.size() - 1; i >= 0; i--) {
            String there = blocks.get(i).line();
            if (there.startsWith(kind)) {
                return i + 1 < blocks.size() && isSeparator(blocks.get(i + 1)) ? i + 2 : i + 1;
            }
            if (style.last().stream().anyMatch(there::startsWith)) {
                end = i;
            }
        }
        return end;
    }

    private boolean isSeparator(Block block) {
        return !style.separator().isEmpty() && block.line().equals(style.separator());
    }

    @Override
    public void section(String head) {
        begun(head);
    }

    private Block begun(String head) {
        Block there = find(head);
        if (there != null) {
            return there;
        }
        Block begun = block(head);
        int place = place(head);
        blocks.add(place, begun);
        if (!style.separator().isEmpty()) {
            blocks.add(place + 1, block(style.separator()));
        }
        return begun;
    }

    private @Nullable Block find(String head) {
        for (Block block : blocks) {
            if (block.line().equals(head)) {
                return block;
            }
        }
        return null;
    }

    @Override
    public void remove(@Nullable String section, String words) {
        if (section != null) {
            begun(section).children().removeIf(line -> begins(line, words));
        } else {
            blocks.removeIf(block -> begins(block.line(), words));
        }
    }

    private static boolean begins(String line, String words) {
        return line.equals(words) || line.startsWith(words + " ");
    }

    @Override
    public List<Block> interfaces() {
        return blocks.stream()
                .filter(block -> block.line().startsWith("interface "))
                .toList();
    }

    @Override
    public String text() {
        String indent = " ".repeat(style.indent());
        var text = new StringBuilder();
        for (Block block : blocks) {
            text.append(block.line()).append('\n');
            block.children().forEach(child -> text.append(indent).append(child).append('\n'));
        }
        return text.toString();
    }

    @Override
    public List<String> statements() {
        var statements = new ArrayList<String>();
        for (Block block : blocks) {
            if (block.children().isEmpty()) {
                statements.add(block.line());
            }
            block.children().forEach(child -> statements.add(block.line() + " " + child));
        }
        return statements;
    }

    @Override
    public String changes(Config before) {
        var old = (BlockConfig) before;
        var text = new StringBuilder();
        for (Block block : blocks) {
            Block was = old.find(block.line());
            if (was == null || !was.children().equals(block.children())) {
                text.append(block.line()).append('\n');
                difference(block, was == null ? List.of() : was.children(), text);
            }
        }
        for (Block was : old.blocks) {
            if (find(was.line()) == null) {
                text.append(style.negation()).append(was.line()).append('\n');
            }
        }
        return text.toString();
    }

    private void difference(Block block, List<String> was, StringBuilder text) {
        String indent = " ".repeat(style.indent());
        for (String line : was) {
            if (!block.children().contains(line)) {
                text.append(indent).append(style.negation()).append(line).append('\n');
            }
        }
        for (String line : block.children()) {
            if (!was.contains(line)) {
                text.append(indent).append(line).append('\n');
            }
        }
        if (!style.separator().isEmpty() && !block.children().isEmpty()) {
            text.append(style.separator()).append('\n');
        }
    }

    @Override
    public Config copy() {
        return new BlockConfig(this);
    }
}
