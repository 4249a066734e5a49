package dev.muster.plan;

import dev.muster.inventory.HttpLogin;
import dev.muster.inventory.HttpScheme;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.job.Via;
import dev.muster.platform.Api;
import dev.muster.platform.Platform;
import dev.muster.secret.Secret;
import dev.muster.secret.SecretText;
import dev.muster.transport.HttpAccess;
import dev.muster.transport.HttpPlace;
import dev.muster.transport.HttpTls;
import dev.muster.transport.HttpTransport;
import dev.muster.transport.Target;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Works out where a device's HTTP server is, and as whom it is asked. */
final class HttpPlanner {
    private static final String USUAL_HEADER = "Authorization: Bearer";

    private final SecretStore secrets;
    private final Problems problems;
    private final Map<Object, HttpTls> shared = new HashMap<>();

    HttpPlanner(SecretStore secrets, Problems problems) {
        this.secrets = secrets;
        this.problems = problems;
    }

    /** Whether the device's transport says that it is spoken to over HTTP. */
    static boolean isUsual(Settings settings) {
        Sourced<List<String>> transport = settings.get(Setting.TRANSPORT);
        return transport != null && transport.value().contains("http");
    }

    /** The ways by which commands go where a step says nothing, as the device's transport has them. */
    static List<Via> via(Settings settings) {
        Sourced<List<String>> transport = settings.get(Setting.TRANSPORT);
        if (transport == null || !transport.value().getFirst().equals("http")) {
            return List.of(Via.CLI);
        }
        return transport.value().size() == 1 ? List.of(Via.API) : List.of(Via.API, Via.CLI);
    }

    DevicePlan.Web web(Settings settings, Platform platform, Target target, Limits limits) {
        Api api = api(settings, platform.api());
        Sourced<Boolean> said = settings.get(Setting.HTTP_TLS);
        boolean tls = said == null ? api == null || api.tls() : said.value();
        var place =
                new HttpPlace(target.host(), port(settings, api, tls), tls ? tls(settings) : null, limits.connect());
        refuseRoutes(settings, target);
        return new DevicePlan.Web(access(settings, place, target), api);
    }

    private int port(Settings settings, @Nullable Api api, boolean tls) {
        Sourced<Integer> own = settings.get(Setting.HTTP_PORT);
        Sourced<Integer> device = settings.get(Setting.PORT);
        if (own != null) {
            return own.value();
        }
        if (device != null && via(settings).getFirst() == Via.API) {
            return device.value();
        }
        return api != null && api.tls() == tls ? api.port() : tls ? 443 : 80;
    }

    private @Nullable Api api(Settings settings, @Nullable Api usual) {
        Sourced<String> kind = settings.get(Setting.HTTP_API);
        Sourced<String> path = settings.get(Setting.HTTP_PATH);
        if (usual == null || (kind == null && path == null)) {
            return usual;
        }
        Api.Kind other = null;
        if (kind != null) {
            List<String> kinds =
                    Arrays.stream(Api.Kind.values()).map(Api.Kind::label).toList();
            if (kinds.contains(kind.value())) {
                other = Api.Kind.valueOf(kind.value().toUpperCase(Locale.ROOT));
            } else {
                problems.add(kind.mark(), "`api` is `" + kind.value() + "`" + Suggestion.among(kinds, kind.value()));
            }
        }
        return usual.with(other, path == null ? null : path.value());
    }

    private HttpTls tls(Settings settings) {
        Sourced<Boolean> verify = settings.get(Setting.HTTP_VERIFY);
        var tls = new HttpTls(
                file(settings, Setting.HTTP_CA),
                file(settings, Setting.HTTP_CERT),
                file(settings, Setting.HTTP_KEY),
                secrets.secret(settings.get(Setting.HTTP_PASSPHRASE)),
                verify == null || verify.value());
        return shared.computeIfAbsent(tls, same -> tls);
    }

    private static @Nullable Path file(Settings settings, Setting<String> setting) {
        Sourced<String> file = settings.get(setting);
        return file == null ? null : file.mark().path(file.value());
    }

    private HttpAccess access(Settings settings, HttpPlace place, Target target) {
        Sourced<HttpLogin> login = settings.get(Setting.HTTP_LOGIN);
        Sourced<HttpScheme> said = settings.get(Setting.HTTP_AUTH);
        Secret token = secrets.secret(settings.get(Setting.HTTP_TOKEN));
        boolean hasToken = settings.get(Setting.HTTP_TOKEN) != null
                || (login != null && !login.value().token().isEmpty());
        HttpScheme scheme = said != null
                ? said.value()
                : hasToken ? HttpScheme.TOKEN : login != null ? HttpScheme.COOKIE : HttpScheme.BASIC;
        if (said != null && scheme == HttpScheme.TOKEN && !hasToken) {
            problems.add(said.mark(), "`auth: token` needs `token`, or a `login` that fetches one");
        }
        if (said != null && scheme == HttpScheme.COOKIE && login == null) {
            problems.add(said.mark(), "`auth: cookie` needs `login`, the request that gives the cookie");
        }
        Sourced<String> named = settings.get(Setting.HTTP_TOKEN_HEADER);
        String[] header = (named == null ? USUAL_HEADER : named.value()).split(":", 2);
        String prefix = header.length < 2 || header[1].isBlank() ? "" : header[1].strip() + " ";
        checkToken(settings, token, header[0].strip(), prefix);
        boolean asks = scheme == HttpScheme.COOKIE || (scheme == HttpScheme.TOKEN && token == null);
        return new HttpAccess(
                place,
                HttpAccess.Scheme.valueOf(scheme.name()),
                target.logins().getFirst(),
                token,
                header[0].strip(),
                prefix,
                login == null || !asks ? null : form(login.value()));
    }

    private void checkToken(Settings settings, @Nullable Secret token, String header, String prefix) {
        Sourced<SecretText> said = settings.get(Setting.HTTP_TOKEN);
        if (said != null && token != null && !HttpTransport.isFree(header, prefix + token.reveal())) {
            problems.add(
                    said.mark(),
                    HttpTransport.isFree(header, prefix)
                            ? "`token` holds a character that no header may have, such as a line end"
                            : "the header `" + header + "` of `token_header` cannot be set");
        }
    }

    private static HttpAccess.Form form(HttpLogin login) {
        return new HttpAccess.Form(
                login.method(), login.path(), login.contentType(), login.body(), login.token(), login.logout());
    }

    /** Going straight where a user says otherwise would be wrong, and might not even arrive. */
    private void refuseRoutes(Settings settings, Target target) {
        if (target.access().via() != null) {
            problems.add(
                    Objects.requireNonNull(settings.get(Setting.VIA)).mark(),
                    "requests over HTTP do not go through jump hosts in this version (`via`)");
        }
        if (target.access().proxy() != null) {
            problems.add(
                    Objects.requireNonNull(settings.get(Setting.PROXY)).mark(),
                    "requests over HTTP do not go through a proxy in this version (`proxy`)");
        }
    }

    /** A device that is spoken to over HTTP alone has no command line. */
    static void checkCommandLine(String device, Settings settings, List<PlannedStep> steps, Problems problems) {
        Sourced<List<String>> transport = settings.get(Setting.TRANSPORT);
        if (transport == null || !transport.value().equals(List.of("http"))) {
            return;
        }
        for (PlannedStep step : steps) {
            if (step.byCommandLine() && step.when() == null) {
                problems.add(
                        transport.mark(),
                        "`transport: http` leads to no command line, which step `" + step.name() + "` needs (device "
                                + device + "): add ssh or telnet, or leave the step out with `when:`");
                return;
            }
        }
    }

    /** What holds where nothing is set, for people. */
    static String usual(Setting<?> setting, Platform platform) {
        Api api = platform.api();
        if (setting.equals(Setting.HTTP_PORT)) {
            return String.valueOf(api == null ? 443 : api.port());
        }
        if (setting.equals(Setting.HTTP_TLS)) {
            return String.valueOf(api == null || api.tls());
        }
        if (setting.equals(Setting.HTTP_VERIFY)) {
            return "true";
        }
        if (setting.equals(Setting.HTTP_CA)) {
            return "the system's";
        }
        if (setting.equals(Setting.HTTP_AUTH)) {
            return "basic";
        }
        if (setting.equals(Setting.HTTP_TOKEN_HEADER)) {
            return USUAL_HEADER;
        }
        if (api != null && setting.equals(Setting.HTTP_API)) {
            return api.kind().label();
        }
        return api != null && setting.equals(Setting.HTTP_PATH) ? api.path() : "none";
    }
}
