package dev.muster.session;

import dev.muster.platform.Api;
import dev.muster.result.DeviceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What commands show, each under a path of its own, as RESTCONF and Junos' REST API have it. */
final class RestApi implements ApiTalk {
    private final Api api;

    RestApi(Api api) {
        this.api = api;
    }

    @Override
    public HttpOrder show(String command, boolean structured, Duration limit) throws DeviceException {
        String path = api.commands().get(command);
        if (path == null) {
            throw ApiTalk.cannot("the platform's API has no path for `" + command + "`");
        }
        String accept = structured || api.text() == null ? api.accept() : api.text();
        return HttpOrder.of("GET", api.path() + path, Map.of("Accept", accept), null, limit);
    }

    @Override
    public boolean entersModes() {
        return false;
    }

    @Override
    public HttpOrder configure(List<String> lines, Duration limit) throws DeviceException {
        throw ApiTalk.cannot("the platform's API takes no configuration lines; use an `http:` step");
    }

    @Override
    public HttpOrder save(List<String> commands, Duration limit) throws DeviceException {
        throw ApiTalk.cannot("the platform's API takes no commands");
    }

    @Override
    public Told read(List<String> sent, String body) {
        return new Told(body.stripTrailing(), null);
    }
}
