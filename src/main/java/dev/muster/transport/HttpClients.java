package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.scope.Blocking;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP clients, one for all devices that are spoken to in the same way: it has one thread, whatever their number.
 * It follows no redirect, keeps no cookie and knows no proxy.
 */
public final class HttpClients implements AutoCloseable {
    private final Map<Kind, HttpClient> clients = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ExecutorService threads;

    /** What makes clients differ. */
    private record Kind(@Nullable HttpTls tls, Duration connect) {}

    /** @throws DeviceException when a certificate or key cannot be read */
    HttpClient of(@Nullable HttpTls tls, Duration connect) throws DeviceException {
        var kind = new Kind(tls, connect);
        HttpClient known = clients.get(kind);
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            HttpClient again = clients.get(kind);
            if (again != null) {
                return again;
            }
            HttpClient made = make(kind);
            clients.put(kind, made);
            return made;
        } finally {
            lock.unlock();
        }
    }

    private HttpClient make(Kind kind) throws DeviceException {
        if (threads == null) {
            threads = Blocking.virtualThreads("muster-http");
        }
        HttpTls tls = kind.tls();
        // an upgrade to HTTP/2 in clear is nothing that devices expect
        HttpClient.Version version = tls == null ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(threads)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(kind.connect())
                .version(version);
        if (tls != null) {
            builder.sslContext(TlsContext.of(tls));
        }
        return builder.build();
    }

    /** Ends every connection at once. */
    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        clients.clear();
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
