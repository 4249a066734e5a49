package dev.muster.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.config.hosts.KnownHostHashValue;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.jspecify.annotations.Nullable;

/**
 * Which host keys are trusted (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"): a user's known_hosts, which is only read, and the
 * keys that {@code accept-new} has pinned.
 */
final class HostKeys {
    private final Path pins;
    private final Map<Path, KnownHosts> files = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** @param pins where {@code accept-new} keeps the keys of new devices; it need not exist */
    HostKeys(Path pins) {
        this.pins = pins;
    }

    /** What is known about a key that a device shows. */
    enum Verdict {
        TRUSTED,
        UNKNOWN,
        CHANGED,
        REVOKED
    }

    /** A known_hosts file, with entries that name one plain host found without a search. */
    private static final class KnownHosts {
        private final Map<String, List<KnownHostEntry>> plain = new HashMap<>();
        private final List<KnownHostEntry> others = new ArrayList<>();

        void add(KnownHostEntry entry, String line) {
            String host = lower(line.strip().split("\\s+", 2)[0]);
            if (host.matches("[\\w.:%\\[\\]-]+")) {
                plain.computeIfAbsent(host, name -> new ArrayList<>()).add(entry);
            } else {
                others.add(entry);
            }
        }

        List<KnownHostEntry> of(Target target) {
            String host = lower(target.host());
            String pattern = KnownHostHashValue.createHostPattern(host, target.port());
            var found = new ArrayList<>(plain.getOrDefault(pattern, List.of()));
            others.stream()
                    .filter(entry -> entry.isHostMatch(host, target.port()))
                    .forEach(found::add);
            return found;
        }
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }

    /** The verdict, after a key of a device that was never seen is pinned. */
    Verdict pinnedVerdict(Target target, PublicKey key) throws IOException {
        lock.lock();
        try {
            if (verdict(target, key) == Verdict.UNKNOWN) {
                pin(target, key);
            }
            return verdict(target, key);
        } finally {
            lock.unlock();
        }
    }

    Verdict verdict(Target target, PublicKey key) throws IOException {
        var verdict = Verdict.UNKNOWN;
        for (KnownHostEntry entry : entries(target)) {
            PublicKey known = key(entry);
            if (known == null || "cert-authority".equals(entry.getMarker())) {
                continue;
            }
            boolean same = KeyUtils.compareKeys(known, key);
            if (same && "revoked".equals(entry.getMarker())) {
                return Verdict.REVOKED;
            }
            if (same) {
                verdict = Verdict.TRUSTED;
            } else if (verdict == Verdict.UNKNOWN && !"revoked".equals(entry.getMarker())) {
                verdict = Verdict.CHANGED;
            }
        }
        return verdict;
    }

    /** The key types known for a device, so that it is asked for one of those. */
    Set<String> knownTypes(Target target) {
        var types = new HashSet<String>();
        try {
            for (KnownHostEntry entry : entries(target)) {
                types.add(entry.getKeyEntry().getKeyType());
            }
        } catch (IOException e) {
            return Set.of();
        }
        return types;
    }

    private List<KnownHostEntry> entries(Target target) throws IOException {
        lock.lock();
        try {
            var found = new ArrayList<>(file(target.knownHosts()).of(target));
            found.addAll(file(pins).of(target));
            return found;
        } finally {
            lock.unlock();
        }
    }

    private KnownHosts file(Path path) throws IOException {
        KnownHosts known = files.get(path);
        if (known == null) {
            known = new KnownHosts();
            if (Files.exists(path)) {
                for (String line : Files.readAllLines(path)) {
                    KnownHostEntry entry = parse(line);
                    if (entry != null) {
                        known.add(entry, line);
                    }
                }
            }
            files.put(path, known);
        }
        return known;
    }

    private static @Nullable KnownHostEntry parse(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return null;
        }
        try {
            KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line);
            return entry == null || entry.getKeyEntry() == null ? null : entry;
        } catch (RuntimeException e) {
            return null; // as OpenSSH does: a line that is none trusts nobody
        }
    }

    private static @Nullable PublicKey key(KnownHostEntry entry) {
        AuthorizedKeyEntry key = entry.getKeyEntry();
        try {
            return key.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return null;
        }
    }

    /** Trusts a key from now on. */
    private void pin(Target target, PublicKey key) throws IOException {
        String line = line(target, key);
        KnownHosts known = file(pins);
        Path folder = pins.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        createPrivate();
        Files.writeString(pins, line + "\n", StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        KnownHostEntry entry = parse(line);
        if (entry != null) {
            known.add(entry, line);
        }
    }

    private void createPrivate() throws IOException {
        if (Files.exists(pins, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (pins.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(pins, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(pins);
        }
    }

    /** The known_hosts line that trusts this key. */
    static String line(Target target, PublicKey key) {
        return KnownHostHashValue.createHostPattern(lower(target.host()), target.port()) + " "
                + PublicKeyEntry.toString(key);
    }
}
