package dev.muster.lab;

import java.util.List;

/**
 * A command that a simulation knows.
 *
 * @param words its form; a slot such as {@code <address>} stands for what the user types there
 */
record Command(List<Word> words, List<Effect> effects) {

    /** A word of a command: to be typed as it is, or a slot for a value. */
    record Word(String text, boolean slot) {
        static Word of(String text) {
            boolean slot = text.startsWith("<") && text.endsWith(">");
            return new Word(slot ? text.substring(1, text.length() - 1) : text, slot);
        }

        /** The slot that takes the rest of the line. */
        boolean takesRest() {
            return slot && text.equals("text");
        }
    }

    static Command of(String form, List<Effect> effects) {
        return new Command(List.of(form.split(" ")).stream().map(Word::of).toList(), List.copyOf(effects));
    }

    String form() {
        return String.join(
                " ",
                words.stream()
                        .map(w -> w.slot() ? "<" + w.text() + ">" : w.text())
                        .toList());
    }
}
