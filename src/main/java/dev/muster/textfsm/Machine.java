package dev.muster.textfsm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Runs compiled patterns over one text at a time; holds the stack of choices and what the groups have matched. */
final class Machine {
    /** Entries of the stack beyond which a match ends as runaway: 64 MB. */
    private static final int HIGHEST = 4_000_000;

    private static final Op UNDO = new Op.Mark(-1, true, Op.Accept.HERE);

    int[] text = new int[256];
    int end;
    int at;
    int[] slots = new int[32];
    boolean oneLine;
    private char[] source = new char[0];
    private int base;
    private int length;
    private long present;
    private boolean wide;
    private boolean ascii;
    private Op[] who = new Op[64];
    private int[] first = new int[64];
    private int[] second = new int[64];
    private int height;
    private long steps = Long.MAX_VALUE;

    /** Allows so many steps from now on, all texts together. */
    void allow(long budget) {
        steps = budget;
    }

    long left() {
        return steps;
    }

    void load(String line) {
        char[] characters = line.toCharArray();
        load(characters, 0, characters.length);
    }

    /** The text must stay as it is while groups are asked for. */
    void load(char[] characters, int from, int to) {
        source = characters;
        base = from;
        length = to - from;
        end = length;
        if (text.length < end) {
            text = new int[end + end / 2];
        }
        copy(characters, from);
        if (wide) {
            int[] points = line().codePoints().toArray();
            System.arraycopy(points, 0, text, 0, points.length);
            end = points.length;
        }
    }

    private void copy(char[] characters, int from) {
        int[] into = text;
        int all = 0;
        long found = 0;
        boolean lines = false;
        for (int i = 0; i < length; i++) {
            char c = characters[from + i];
            into[i] = c;
            all |= c;
            found |= Needs.bit(c);
            lines |= c == '\n';
        }
        present = found;
        ascii = all < 128;
        oneLine = !lines;
        wide = all >= Character.MIN_SURROGATE && line().codePoints().count() < length;
    }

    boolean matches(PythonRegex regex) {
        if (slots.length < regex.slots()) {
            slots = new int[regex.slots()];
        }
        for (int i = 2 * regex.groupCount() + 1; i > 0; i--) {
            slots[i] = -1;
        }
        at = 0;
        height = 0;
        Op op = regex.start();
        do {
            Op next = op.step(this);
            while (next == null) {
                if (height == 0) {
                    return false;
                }
                next = back();
            }
            op = next;
        } while (op != Op.Accept.HERE);
        slots[0] = 0;
        slots[1] = at;
        return true;
    }

    private @Nullable Op back() {
        spend(1);
        Op op = who[--height];
        if (op == UNDO) {
            slots[first[height]] = second[height];
            return null;
        }
        return op.resume(this, first[height], second[height]);
    }

    /** What a group has matched; null when it took no part. */
    @Nullable
    String group(int number) {
        int from = slots[2 * number];
        int to = slots[2 * number + 1];
        if (from < 0 || to < from) {
            return null;
        }
        return wide ? new String(text, from, to - from) : new String(source, base + from, to - from);
    }

    /** Whether the text has all of these characters, which {@link Needs} made into bits. */
    boolean has(long needs) {
        return (needs & ~present) == 0;
    }

    /** The text as it was loaded. */
    String line() {
        return new String(source, base, length);
    }

    boolean isAscii() {
        return ascii;
    }

    /** The first character of the text, -1 when it is empty. */
    int first() {
        return end > 0 ? text[0] : -1;
    }

    /** The first character that is not white, -1 when there is none. */
    int firstInk() {
        int ink = 0;
        while (ink < end && Alphabet.isSpace(text[ink])) {
            ink++;
        }
        return ink < end ? text[ink] : -1;
    }

    int current() {
        return at < end ? text[at] : -1;
    }

    int height() {
        return height;
    }

    void spend(int work) {
        steps -= work;
        if (steps < 0) {
            throw new RunawayException("a pattern needs more steps than the limit allows");
        }
    }

    void push(Op op, int a, int b) {
        if (height == who.length) {
            grow();
        }
        who[height] = op;
        first[height] = a;
        second[height++] = b;
    }

    /** Notes where a group begins or ends; what every match notes anew need not be undone. Below 0 nothing is noted. */
    void note(int slot, boolean always, int where) {
        if (slot >= 0) {
            if (always) {
                slots[slot] = where;
            } else {
                set(slot, where);
            }
        }
    }

    /** Without a choice to go back to, nothing has to be undone. */
    void set(int slot, int value) {
        if (height > 0) {
            push(UNDO, slot, slots[slot]);
        }
        slots[slot] = value;
    }

    /** Drops the choices above a height and keeps what has to be undone. */
    void cut(int from) {
        int kept = from;
        for (int i = from; i < height; i++) {
            if (who[i] == UNDO) {
                who[kept] = UNDO;
                first[kept] = first[i];
                second[kept++] = second[i];
            }
        }
        height = kept;
    }

    /** Drops everything above a height and undoes it. */
    void unwind(int to) {
        while (height > to) {
            if (who[--height] == UNDO) {
                slots[first[height]] = second[height];
            }
        }
    }

    private void grow() {
        if (height >= HIGHEST) {
            throw new RunawayException("a pattern needs more memory than the limit allows");
        }
        who = Arrays.copyOf(who, 2 * height);
        first = Arrays.copyOf(first, 2 * height);
        second = Arrays.copyOf(second, 2 * height);
    }
}
