package dev.muster.transfer;

import dev.muster.platform.Hash;
import dev.muster.result.DeviceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Checksums of local files, made once for all devices of a run. */
public final class LocalSums {
    private static final int BUFFER = 1 << 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Path, Known> known = new HashMap<>();

    /** What is known of one file; whoever comes first makes it, the others wait. */
    private static final class Known {
        private final ReentrantLock making = new ReentrantLock();
        private final Map<Hash, String> sums = new EnumMap<>(Hash.class);
        private long size = -1;
        private FileTime modified = FileTime.fromMillis(0);
    }

    /** A file as it was when its sums were made. */
    record Sums(long size, Map<Hash, String> sums) {
        String of(Hash hash) {
            String sum = sums.get(hash);
            if (sum == null) {
                throw new IllegalStateException("nobody asked for " + hash);
            }
            return sum;
        }
    }

    Sums of(Path file, Set<Hash> wanted) throws DeviceException {
        Known of;
        lock.lock();
        try {
            of = known.computeIfAbsent(file.toAbsolutePath(), unknown -> new Known());
        } finally {
            lock.unlock();
        }
        of.making.lock();
        try {
            return sums(of, file, wanted);
        } catch (IOException e) {
            throw LocalTrouble.reading(e);
        } finally {
            of.making.unlock();
        }
    }

    private static Sums sums(Known of, Path file, Set<Hash> wanted) throws IOException {
        long size = Files.size(file);
        FileTime modified = Files.getLastModifiedTime(file);
        if (size != of.size || !modified.equals(of.modified)) {
            of.sums.clear();
            of.size = size;
            of.modified = modified;
        }
        Set<Hash> missing = EnumSet.copyOf(wanted);
        missing.removeAll(of.sums.keySet());
        if (!missing.isEmpty()) {
            try (InputStream in = Files.newInputStream(file)) {
                of.sums.putAll(sums(in, missing));
            }
        }
        return new Sums(size, Map.copyOf(of.sums));
    }

    private static Map<Hash, String> sums(InputStream in, Set<Hash> wanted) throws IOException {
        var digests = new Digests(wanted);
        var buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digests.add(buffer, 0, n);
        }
        return digests.finish();
    }

    /** Several checksums of the same bytes. */
    static final class Digests {
        private final Map<Hash, MessageDigest> digests = new EnumMap<>(Hash.class);

        Digests(Set<Hash> wanted) {
            for (Hash hash : wanted) {
                try {
                    digests.put(hash, MessageDigest.getInstance(hash.algorithm()));
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException("every Java has " + hash, e);
                }
            }
        }

        void add(byte[] bytes, int offset, int length) {
            digests.values().forEach(digest -> digest.update(bytes, offset, length));
        }

        Map<Hash, String> finish() {
            var sums = new EnumMap<Hash, String>(Hash.class);
            digests.forEach((hash, digest) -> sums.put(hash, HexFormat.of().formatHex(digest.digest())));
            return sums;
        }
    }
}
