package dev.muster.inventory;

import dev.muster.secret.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings as people may see them: without what is secret. */
final class Shown {
    private Shown() {}

    static String patterns(List<Pattern> patterns) {
        return patterns.stream().map(Pattern::pattern).collect(Collectors.joining(", "));
    }

    /** A text that is no secret, unlike what a reference in it leads to. */
    static String plain(SecretText text) {
        return text.written();
    }

    /** Paths; a key itself is as secret as a password. */
    static String keys(List<SecretText> keys) {
        return keys.stream().map(key -> isKey(key) ? key.display() : plain(key)).collect(Collectors.joining(", "));
    }

    static boolean isKey(SecretText text) {
        return text.isLiteral() && plain(text).lines().count() > 1;
    }

    static String answers(Map<String, SecretText> answers) {
        return answers.entrySet().stream()
                .map(answer -> answer.getKey() + ": " + answer.getValue().display())
                .collect(Collectors.joining(", "));
    }

    static String credentials(List<Settings> credentials) {
        return credentials.stream().map(Shown::credential).collect(Collectors.joining(", "));
    }

    private static String credential(Settings credential) {
        return Stream.of(Setting.USERNAME, Setting.PASSWORD, Setting.PRIVATE_KEY)
                .map(setting -> shown(credential, setting))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static <T> String shown(Settings settings, Setting<T> setting) {
        Sourced<T> value = settings.get(setting);
        return value == null ? "" : Objects.requireNonNull(setting.shown().apply(value.value()));
    }

    static String hops(List<Via> hops) {
        return hops.isEmpty() ? "none" : hops.stream().map(Via::name).collect(Collectors.joining(", "));
    }

    static String proxy(SecretText url) {
        return plain(url).replaceFirst("//[^/]*@", "//********@");
    }
}
