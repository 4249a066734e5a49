package dev.muster.page;

import dev.muster.page.DeviceFacts.Asked;
import dev.muster.page.Question.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers to a question, in groups that agree but for volatile fields; a group's text is on the page once. */
final class Answers {
    /** The texts of one page, in bytes; what is beyond is in the other files of the run. */
    private static final long MOST_BYTES = 96L << 20;

    private static final int NONE = -1;

    private final int number;
    private final Question question;
    private final Spool spool;
    private final Budget budget;
    private final Map<Object, Integer> groups = new HashMap<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Integer> blocks = new ArrayList<>();
    private final int[] groupOf;
    private final Json texts = new Json();

    /** How much more text may come onto the page. */
    static final class Budget {
        private long left = MOST_BYTES;

        private boolean take(long bytes) {
            left -= bytes;
            return left >= 0;
        }
    }

    Answers(int number, Question question, Spool spool, Budget budget) {
        this.budget = budget;
        this.number = number;
        this.question = question;
        this.spool = spool;
        this.groupOf = new int[question.replies().size()];
    }

    /** Which group each reply is in; negative for none. */
    int[] groupOf() {
        return groupOf;
    }

    /** How many replies each group has. */
    List<Integer> sizes() {
        return sizes;
    }

    /** The first group of each chunk of texts. */
    List<Integer> blocks() {
        return blocks;
    }

    /**
     * Finds the groups; writes their texts as {@code t<number>-<block>} and each reply's volatile fields as
     * {@code v<number>}.
     *
     * @param keys takes the shape of every reply that has a text
     */
    void write(Chunks chunks, Keys keys) throws IOException {
        var fields = new Json();
        fields.array();
        List<Reply> replies = question.replies();
        for (int i = 0; i < replies.size(); i++) {
            Reply reply = replies.get(i);
            Shape shape = shape(reply);
            groupOf[i] = shape == null ? fileGroup(reply.asked(), chunks) : textGroup(shape, reply, keys, chunks);
            fields.value(shape == null ? "" : shape.joined());
        }
        fields.endArray();
        endBlock(chunks);
        chunks.write("v" + number, fields);
    }

    /** Takes the shapes of replies. */
    interface Keys {
        void note(Reply reply, Shape.Key key);
    }

    private @Nullable Shape shape(Reply reply) throws IOException {
        Spool.Ref text = reply.asked().text();
        return text == null
                ? null
                : Mask.of(
                        spool.text(text),
                        reply.asked().command(),
                        List.of(reply.device().hostname(), reply.device().name()));
    }

    /** Large outputs agree when they are the same to the byte. */
    private int fileGroup(Asked asked, Chunks chunks) throws IOException {
        return asked.file() == null ? NONE : join(asked.sha256(), null, chunks);
    }

    private int textGroup(Shape shape, Reply reply, Keys keys, Chunks chunks) throws IOException {
        Shape.Key key = shape.key();
        keys.note(reply, key);
        return join(key, shape.text(), chunks);
    }

    private int join(Object key, @Nullable String text, Chunks chunks) throws IOException {
        Integer known = groups.putIfAbsent(key, sizes.size());
        if (known != null) {
            sizes.set(known, sizes.get(known) + 1);
            return known;
        }
        int group = sizes.size();
        sizes.add(1);
        if (blocks.isEmpty() || texts.length() > Chunks.SIZE) {
            endBlock(chunks);
            blocks.add(group);
            texts.object().field("first", group).array("texts");
        }
        if (text != null && budget.take(text.length())) {
            texts.value(text);
        } else {
            texts.nothing();
        }
        return group;
    }

    private void endBlock(Chunks chunks) throws IOException {
        if (texts.length() > 0) {
            texts.endArray().endObject();
            chunks.write("t" + number + "-" + (blocks.size() - 1), texts);
            texts.clear();
        }
    }
}
