package dev.muster.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lines that a check looks at: a whole answer, or one section of it. */
interface Passage {
    /** Where it is, for details, with a blank in front; empty for the whole answer. */
    String where();

    void each(OutputLines.Taker taker) throws IOException;

    /** All lines. */
    List<String> lines() throws IOException;

    /**
     * What a check looks at.
     *
     * @throws CannotTell when there is no good answer
     */
    static List<Passage> of(Check check, Answers answers) throws IOException {
        WantedLine head = check.section();
        if (head == null) {
            answers.steps();
            return List.of(new Whole(check, answers));
        }
        var sections = new ArrayList<Passage>();
        for (ConfigTree.Line found : new ConfigTree(answers.lines(check.ignore())).everywhere(head)) {
            sections.add(new Section(" in section " + Shown.quoted(found.text()), found.below()));
        }
        return sections;
    }

    /** The whole answer, never held as a whole. */
    record Whole(Check check, Answers answers) implements Passage {
        @Override
        public String where() {
            return "";
        }

        @Override
        public void each(OutputLines.Taker taker) throws IOException {
            answers.each(check.ignore(), taker);
        }

        @Override
        public List<String> lines() throws IOException {
            return answers.lines(check.ignore());
        }
    }

    /** The lines below a head. */
    record Section(String where, List<String> lines) implements Passage {
        @Override
        public void each(OutputLines.Taker taker) {
            for (int i = 0; i < lines.size(); i++) {
                taker.take(i + 1, lines.get(i));
            }
        }
    }
}
