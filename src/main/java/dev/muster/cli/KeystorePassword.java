package dev.muster.cli;

import dev.muster.secret.Keystore;
import dev.muster.secret.SecretSources;
import dev.muster.secret.SecretText.Missing;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keystore's password: from the environment, else from whoever sits at the terminal. */
record KeystorePassword(Map<String, String> environment) implements Keystore.Password {
    /** Where a command finds secrets. */
    static SecretSources sources(Map<String, String> environment) {
        return new SecretSources(environment, new KeystorePassword(environment));
    }

    @Override
    public char[] ask() throws Missing {
        return ask("Password of the keystore: ");
    }

    char[] ask(String question) throws Missing {
        boolean told = environment.containsKey("MUSTER_KEYSTORE_PASSWORD")
                || environment.containsKey("MUSTER_KEYSTORE_PASSWORD_FILE");
        char @Nullable [] typed = told ? null : HiddenQuestion.ask(question, environment);
        return typed != null ? typed : Keystore.password(environment);
    }
}
