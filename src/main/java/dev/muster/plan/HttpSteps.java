package dev.muster.plan;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step;
import dev.muster.job.Step.Head;
import dev.muster.job.Via;
import dev.muster.parse.Json;
import dev.muster.parse.Parsing;
import dev.muster.platform.Api;
import dev.muster.secret.Secret;
import dev.muster.transport.HttpTransport;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes requests fit one device, and says by which way its commands go. */
final class HttpSteps {
    private final DeviceSteps.For device;
    private final DeviceSteps steps;
    private final SecretTemplates secrets;

    HttpSteps(DeviceSteps.For device, DeviceSteps steps, SecretTemplates secrets) {
        this.device = device;
        this.steps = steps;
        this.secrets = secrets;
    }

    /** Whether a request is the same for every device. */
    static boolean isPlain(Step.Http http) {
        boolean plain = http.path().value().isPlain()
                && http.headers().values().stream()
                        .allMatch(value -> value.value().isPlain())
                && http.query().values().stream()
                        .allMatch(value -> value.value().isPlain());
        Step.Body body = http.body();
        if (body == null) {
            return plain;
        }
        return plain
                && switch (body) {
                    case Step.Body.Text text -> text.text().value().isPlain();
                    case Step.Body.Json json -> !Json.text(json.value().plain()).contains("{");
                };
    }

    PlannedStep http(Step.Http http) {
        Head head = http.head();
        List<Secret> hidden = new ArrayList<>();
        var headers = new LinkedHashMap<String, Secret>();
        http.headers().forEach((name, value) -> {
            String text = text(value, hidden);
            if (!HttpTransport.isFree(name, text)) {
                steps.tell(value.mark(), "the header `" + name + "` cannot be set, or not to this value");
            }
            headers.put(name, Secret.of(text));
        });
        if (http.headers().keySet().stream().noneMatch(name -> name.equalsIgnoreCase("Accept"))) {
            headers.put("Accept", Secret.of("application/json, application/xml;q=0.9, */*;q=0.5"));
        }
        Step.Body body = http.body();
        String sent = body == null ? null : body(body, hidden);
        return new PlannedStep.Http(
                head.name(),
                steps.when(head),
                steps.limit(head),
                http.method(),
                path(http),
                headers,
                sent == null ? null : Secret.of(sent),
                http.status(),
                http.rows(),
                http.credentials(),
                http.pages(),
                List.copyOf(hidden));
    }

    private String path(Step.Http http) {
        String path = steps.filled(http.path()).strip();
        if (!http.query().isEmpty()) {
            String query = http.query().entrySet().stream()
                    .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(steps.filled(parameter.getValue())))
                    .collect(Collectors.joining("&"));
            path += (path.contains("?") ? "&" : "?") + query;
        }
        Mark mark = http.path().mark();
        try {
            URI uri = URI.create(path.startsWith("/") ? "http://host" + path : path);
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("(?i)https?")) {
                steps.tell(mark, "`" + path + "` is neither a path (/...) nor a URL (device " + device.name() + ")");
            }
        } catch (IllegalArgumentException e) {
            steps.tell(
                    mark,
                    "`" + path + "` is no address: " + e.getMessage() + "; put parameters under `query`, where they are"
                            + " encoded, and write a space as %20 (device " + device.name() + ")");
        }
        return path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String text(Sourced<Template> template, List<Secret> hidden) {
        String value = secrets.text(template);
        if (SecretTemplates.isSecret(template.value())) {
            hidden.add(Secret.of(value));
        }
        return value;
    }

    private @Nullable String body(Step.Body body, List<Secret> hidden) {
        return switch (body) {
            case Step.Body.Text text -> text(text.text(), hidden);
            case Step.Body.Json json -> Json.text(value(json.value(), hidden));
        };
    }

    private @Nullable Object value(Node node, List<Secret> hidden) {
        return switch (node) {
            case Node.Mapping mapping -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> members.put(entry.key(), value(entry.value(), hidden)));
                yield members;
            }
            case Node.Sequence list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.items().forEach(item -> items.add(value(item, hidden)));
                yield items;
            }
            case Node.Scalar scalar ->
                scalar.type() == Node.Type.TEXT
                        ? text(new Sourced<>(new Template(scalar.text()), scalar.mark()), hidden)
                        : scalar.plain();
        };
    }

    /** The ways by which a show goes; what cannot be is told. */
    List<Via> via(Step.Show show, List<String> commands) {
        boolean said = !show.via().isEmpty();
        List<Via> via = said ? show.via() : device.via();
        checkColumns(show, commands);
        if (!via.contains(Via.API)) {
            return via;
        }
        String lack = lack(show, commands);
        return checked(show.head().mark(), via, lack);
    }

    private List<Via> checked(Mark mark, List<Via> via, @Nullable String lack) {
        if (lack == null) {
            return via;
        }
        if (!via.contains(Via.CLI)) {
            steps.tell(mark, lack + " (device " + device.name() + ")");
        }
        return List.of(Via.CLI);
    }

    private void checkColumns(Step.Show show, List<String> commands) {
        if (show.options().parse() instanceof Parsing.Normalized) {
            for (String command : commands) {
                if (!device.platform().columns().containsKey(command)) {
                    steps.tell(
                            show.head().mark(),
                            "platform " + device.platform().id() + " has no common columns for `" + command
                                    + "`: `columns` of a platform file names them (device " + device.name() + ")");
                }
            }
        }
    }

    private @Nullable String lack(Step.Show show, List<String> commands) {
        Api api = device.api();
        if (api == null) {
            return noApi();
        }
        Step.Options options = show.options();
        if (options.pattern() != null || options.ends()) {
            return "`pattern` and `ends` are for the command line, not for `via: api`";
        }
        if (api.kind() != Api.Kind.REST) {
            return null;
        }
        for (String command : commands) {
            if (!api.commands().containsKey(command)) {
                String known = api.commands().keySet().stream().sorted().collect(Collectors.joining("`, `"));
                return "the API of platform " + device.platform().id() + " has no path for `" + command
                        + "`, only for `" + known + "`; use an `http:` step, or `via: cli`";
            }
        }
        boolean text = options.parse() instanceof Parsing.TextFsm || options.parse() instanceof Parsing.ByTemplate;
        return text && api.text() == null
                ? "the API of platform " + device.platform().id() + " gives JSON, which no TextFSM template reads; use"
                        + " `parse: json` or `normalized`"
                : null;
    }

    private String noApi() {
        return "platform " + device.platform().id() + " has no API for commands that Muster knows; leave `via` out, or"
                + " give the platform an `api:`";
    }

    /** The ways by which a change goes; what cannot be is told. */
    List<Via> via(Step.Configure configure) {
        List<Via> via = configure.via().isEmpty() ? device.via() : configure.via();
        if (!via.contains(Via.API)) {
            return via;
        }
        return checked(configure.head().mark(), via, lack(configure.change()));
    }

    private @Nullable String lack(Step.Change change) {
        Api api = device.api();
        if (api == null) {
            return noApi();
        }
        if (api.kind() == Api.Kind.REST) {
            return "the API of platform " + device.platform().id()
                    + " takes no configuration lines; use an `http:` step, or `via: cli`";
        }
        boolean commit =
                change.check() || change.comment() != null || change.label() != null || change.confirmed() != null;
        if (commit || change.candidate() != Step.Candidate.USUAL) {
            return "`commit` and `candidate` are for the command line, not for `via: api`";
        }
        if (change.session() != null && api.kind() != Api.Kind.EAPI) {
            return "`session` goes with `via: api` on eAPI only";
        }
        return change.stopOnRefusal()
                ? null
                : "`on_refusal: continue` is for the command line: the API ends at the first line that is refused";
    }
}
