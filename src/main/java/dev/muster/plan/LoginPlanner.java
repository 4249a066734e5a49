package dev.muster.plan;

import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.secret.Secret;
import dev.muster.secret.SecretText;
import dev.muster.transport.Login;
import dev.muster.transport.LoginKey;
import dev.muster.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out as whom a device or jump host is logged in to. */
final class LoginPlanner {
    private final SecretStore secrets;
    private final KeyStore keys;
    private final boolean lookUp;
    private final Problems problems;
    private final Map<Sourced<String>, Optional<Path>> agents = new HashMap<>();

    /** @param lookUp false to leave references and the environment alone */
    LoginPlanner(SecretStore secrets, KeyStore keys, boolean lookUp, Problems problems) {
        this.secrets = secrets;
        this.keys = keys;
        this.lookUp = lookUp;
        this.problems = problems;
    }

    /**
     * The ways to log in, in order, none twice; empty when there is no user name. A device's own password or key comes
     * before its {@code credentials}, unless these are set nearer to it.
     *
     * @param typed the password given by hand, which hides any other
     */
    List<Login> logins(Settings settings, @Nullable Secret typed) {
        Sourced<SecretText> named = settings.get(Setting.USERNAME);
        String username = named == null ? null : secrets.text(named);
        Sourced<List<Settings>> credentials = settings.get(Setting.CREDENTIALS);
        var logins = new ArrayList<Login>();
        if (username != null && (credentials == null || hasOwn(settings, typed))) {
            Secret password = typed != null ? typed : secrets.secret(settings.get(Setting.PASSWORD));
            logins.add(new Login(
                    username, password, answers(settings), keys(settings), agent(settings.get(Setting.AGENT))));
        }
        for (Settings credential : credentials == null ? List.<Settings>of() : credentials.value()) {
            Login login = login(credential, username, answers(settings));
            if (login != null && logins.stream().noneMatch(login::sameAs)) {
                logins.add(login);
            } else if (login == null && credentials != null) {
                problems.add(credentials.mark(), "a credential has no `username`, and the device has none either");
            }
        }
        return logins;
    }

    private static boolean hasOwn(Settings settings, @Nullable Secret typed) {
        Sourced<String> agent = settings.get(Setting.AGENT);
        return typed != null
                || settings.isAsNear(Setting.PASSWORD, Setting.CREDENTIALS)
                || settings.isAsNear(Setting.PRIVATE_KEY, Setting.CREDENTIALS)
                || (settings.isAsNear(Setting.AGENT, Setting.CREDENTIALS)
                        && agent != null
                        && !agent.value().equals("false"));
    }

    private @Nullable Login login(Settings credential, @Nullable String username, Map<String, Secret> answers) {
        Sourced<SecretText> named = credential.get(Setting.USERNAME);
        String user = named == null ? username : secrets.text(named);
        return user == null
                ? null
                : new Login(user, secrets.secret(credential.get(Setting.PASSWORD)), answers, keys(credential), null);
    }

    private Map<String, Secret> answers(Settings settings) {
        Sourced<Map<String, SecretText>> named = settings.get(Setting.ANSWERS);
        var answers = new LinkedHashMap<String, Secret>();
        if (named != null) {
            named.value().forEach((question, answer) -> {
                Secret secret = secrets.secret(new Sourced<>(answer, named.mark()));
                if (secret != null) {
                    answers.put(question, secret);
                }
            });
        }
        return answers;
    }

    private List<LoginKey> keys(Settings settings) {
        return keys.keys(settings.get(Setting.PRIVATE_KEY), settings.get(Setting.PASSPHRASE));
    }

    private @Nullable Path agent(@Nullable Sourced<String> agent) {
        if (agent == null || agent.value().equals("false") || !lookUp) {
            return null;
        }
        return agents.computeIfAbsent(agent, this::socket).orElse(null);
    }

    private Optional<Path> socket(Sourced<String> agent) {
        boolean usual = agent.value().equals("true");
        String fromEnvironment = System.getenv("SSH_AUTH_SOCK");
        if (usual && (fromEnvironment == null || fromEnvironment.isBlank())) {
            problems.add(
                    agent.mark(),
                    "`agent`: SSH_AUTH_SOCK is not set; start an ssh-agent, or write the path of its socket");
            return Optional.empty();
        }
        Path socket = usual && fromEnvironment != null
                ? Path.of(fromEnvironment)
                : agent.mark().path(agent.value());
        if (Files.notExists(socket)) {
            problems.add(agent.mark(), "`agent`: there is no socket " + socket);
            return Optional.empty();
        }
        return Optional.of(socket);
    }
}
