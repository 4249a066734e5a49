package dev.muster.csv;

/** Numbers as they stand in tables. */
final class Numbers {
    private Numbers() {}

    /** NaN for what is no decimal number. */
    static double parse(String text) {
        String number = text.strip();
        if (number.isEmpty() || number.length() > 40) {
            return Double.NaN;
        }
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
