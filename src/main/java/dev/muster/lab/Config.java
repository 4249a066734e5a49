package dev.muster.lab;

import dev.muster.lab.Simulation.Style;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of a simulated device, in the form in which its platform keeps it. */
sealed interface Config permits BlockConfig, TreeConfig {

    /** A top-level line and the lines of its section. */
    record Block(String line, List<String> children) {}

    static Config of(String text, Style style) {
        return style.tree() ? new TreeConfig(text, style) : new BlockConfig(text, style);
    }

    /**
     * Adds a line unless it is there.
     *
     * @param section the line that heads its section, or null for a top-level line
     * @param once the line that begins so is replaced; empty for none
     */
    void keep(@Nullable String section, String line, String once);

    /** Begins the section with this head unless it is there. */
    void section(String head);

    /** Takes away a line, or every line that begins with these words. */
    void remove(@Nullable String section, String words);

    /** Each interface, in order. */
    List<Block> interfaces();

    /** The whole as the device shows it, a line feed behind each line. */
    String text();

    /** Every line on its own, with the head of its section in front. */
    List<String> statements();

    /** What is here and was not there before, and the other way round, as the device shows it. */
    String changes(Config before);

    /** One that later changes do not reach. */
    Config copy();
}
