package dev.muster.expression;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/** Entries that lists do not have. */
final class Absent {
    private Absent() {}

    /**
     * One of them. Only evaluation tells whether it matters: {@code rows|length > 1 and rows[1].x == 'y'} does not ask for
     * it.
     *
     * @param index as written, negative from the end
     * @param reason what to tell a user
     */
    record Entry(int index, int size, String reason) {
        static Entry of(String list, int index, int size) {
            String noun = list.endsWith("rows") ? "row" : "entry";
            String nouns = noun.equals("row") ? "rows" : "entries";
            String there = switch (size) {
                case 0 -> "there are no " + nouns;
                case 1 -> "there is only 1 " + noun;
                default -> "there are only " + size + " " + nouns;
            };
            return new Entry(index, size, "`" + list + "[" + index + "]`: " + there);
        }
    }

    /** Resolves as another does, and notes the first entry that is asked for and is not there. */
    static final class Watch extends ELResolver {
        private final ELResolver usual;
        private final List<Entry> entries;
        private @Nullable Entry asked;

        Watch(ELResolver usual, List<Entry> entries) {
            this.usual = usual;
            this.entries = entries;
        }

        void failOnAsked() throws AbsentException {
            if (asked != null) {
                throw new AbsentException(asked.reason());
            }
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
            if (asked == null && base instanceof List<?> list) {
                String index = String.valueOf(property); // jinjava makes a text of a number
                asked = entries.stream()
                        .filter(entry -> index.equals(String.valueOf(entry.index())) && entry.size() == list.size())
                        .findFirst()
                        .orElse(null);
            }
            return usual.getValue(context, base, property);
        }

        @Override
        public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return usual.getCommonPropertyType(context, base);
        }

        @Override
        public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return usual.getFeatureDescriptors(context, base);
        }

        @Override
        public @Nullable Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
            return usual.getType(context, base, property);
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
            return usual.isReadOnly(context, base, property);
        }

        @Override
        public void setValue(
                ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
            usual.setValue(context, base, property, value);
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                @Nullable Object method,
                Class<?> @Nullable [] types,
                @Nullable Object @Nullable [] arguments) {
            return usual.invoke(context, base, method, types, arguments);
        }
    }
}
