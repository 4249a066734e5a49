package dev.muster.netconf;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a configuration is changed; what is null is left to the device.
 *
 * @param url whether the device fetches the configuration itself
 */
public record Edit(
        @Nullable DefaultOperation defaultOperation,
        @Nullable TestOption testOption,
        @Nullable ErrorOption errorOption,
        boolean url) {
    /** What holds where a user says nothing. */
    public static final Edit USUAL = new Edit(null, null, null, false);

    @Override
    public String toString() {
        return option("default_operation", defaultOperation)
                + option("test_option", testOption)
                + option("error_option", errorOption)
                + (url ? " by url" : "");
    }

    private static String option(String name, @Nullable Enum<?> value) {
        return value == null ? "" : " " + name + " " + value.name().toLowerCase(Locale.ROOT);
    }

    /** What happens to elements that say nothing themselves. */
    public enum DefaultOperation {
        MERGE,
        REPLACE,
        NONE
    }

    /** Whether a change is checked first. */
    public enum TestOption {
        TEST_THEN_SET,
        SET,
        TEST_ONLY
    }

    /** What an error in the middle of a change means for the rest. */
    public enum ErrorOption {
        STOP_ON_ERROR,
        CONTINUE_ON_ERROR,
        ROLLBACK_ON_ERROR
    }
}
