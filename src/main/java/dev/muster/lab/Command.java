package dev.muster.lab;

import java.util.List;

/**
 * A command that a simulation knows.
 *
 * @param words its form; a slot such as {@code <address>} stands for what the user types there
 */
record Command(List<Word> words, List<Effect> effects) {

    /**
     * A word of a command: to be typed as it is, or a slot for a value.
     *
     * @param before what stands in front of the slot in the same word, as in {@code name=<name>}
     */
    record Word(String before, String text, boolean slot) {
        static Word of(String text) {
            int open = text.indexOf('<');
            boolean slot = open >= 0 && text.endsWith(">");
            return slot
                    ? new Word(text.substring(0, open), text.substring(open + 1, text.length() - 1), true)
                    : new Word("", text, false);
        }

        /** The slot that takes the rest of the line. */
        boolean takesRest() {
            return slot && text.equals("text");
        }

        String form() {
            return slot ? before + "<" + text + ">" : text;
        }
    }

    static Command of(String form, List<Effect> effects) {
        return new Command(List.of(form.split(" ")).stream().map(Word::of).toList(), List.copyOf(effects));
    }

    String form() {
        return String.join(" ", words.stream().map(Word::form).toList());
    }
}
