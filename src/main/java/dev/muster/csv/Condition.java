package dev.muster.csv;

import java.util.List;

/** What a row must be to pass. */
interface Condition {
    boolean holds(CsvRows row) throws CsvException;

    /** A field is a text. */
    record Is(int column, Word value) implements Condition {
        @Override
        public boolean holds(CsvRows row) {
            return row.is(column, value);
        }
    }

    /** A field is one of several texts. */
    record OneOf(int column, List<Word> values) implements Condition {
        @Override
        public boolean holds(CsvRows row) {
            for (Word value : values) {
                if (row.is(column, value)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A text stands somewhere in a field. */
    record Holds(int column, String part) implements Condition {
        @Override
        public boolean holds(CsvRows row) {
            return row.text(column).contains(part);
        }
    }

    /** A field stands before or after a text in the order of characters. */
    record TextOrder(int column, Comparison how, String value) implements Condition {
        @Override
        public boolean holds(CsvRows row) {
            return how.holds(row.text(column).compareTo(value));
        }
    }

    /** A field is a number that compares so; one that is no number does not. */
    record NumberOrder(int column, Comparison how, double value) implements Condition {
        @Override
        public boolean holds(CsvRows row) {
            double number = Numbers.parse(row.text(column));
            return Double.isNaN(number) ? how == Comparison.NOT_EQUAL : how.holds(Double.compare(number, value));
        }
    }

    /** All hold. */
    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(CsvRows row) throws CsvException {
            for (Condition condition : conditions) {
                if (!condition.holds(row)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One holds. */
    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(CsvRows row) throws CsvException {
            for (Condition condition : conditions) {
                if (condition.holds(row)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** It does not hold. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(CsvRows row) throws CsvException {
            return !condition.holds(row);
        }
    }

    /** Comparisons by their signs. */
    enum Comparison {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        MORE(">"),
        MORE_OR_EQUAL(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        static Comparison of(String sign) {
            for (Comparison comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            throw new IllegalArgumentException(sign);
        }

        /** The same with its sides changed. */
        Comparison turned() {
            return switch (this) {
                case EQUAL, NOT_EQUAL -> this;
                case LESS -> MORE;
                case LESS_OR_EQUAL -> MORE_OR_EQUAL;
                case MORE -> LESS;
                case MORE_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case MORE -> order > 0;
                case MORE_OR_EQUAL -> order >= 0;
            };
        }
    }
}
