package dev.muster.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Asks an ssh-agent for its keys and for signatures, over its Unix socket (draft-ietf-sshm-ssh-agent). */
final class AgentClient implements AutoCloseable {
    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_256 = 2;
    private static final int RSA_SHA2_512 = 4;
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_KEYS = 1000;

    private final Path socket;
    private final SocketChannel channel;
    private boolean connected;

    /** Not yet connected: even that may take for ever, until somebody closes it. */
    AgentClient(Path socket) throws IOException {
        this.socket = socket;
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /** A key that the agent can sign with. */
    static final class Key {
        private final byte[] blob;
        private final PublicKey key;
        private final String comment;

        private Key(byte[] blob, PublicKey key, String comment) {
            this.blob = blob;
            this.key = key;
            this.comment = comment;
        }

        PublicKey key() {
            return key;
        }

        @Override
        public String toString() {
            return KeyUtils.getFingerPrint(key) + " (agent: " + comment + ")";
        }
    }

    /** The agent's keys, without those of kinds that are not known here, such as certificates. */
    List<Key> keys() throws IOException {
        Buffer answer = ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER);
        int count = answer.getInt();
        if (count < 0 || count > MOST_KEYS) {
            throw new IOException("it claims to have " + count + " keys");
        }
        var keys = new ArrayList<Key>();
        for (int i = 0; i < count; i++) {
            known(answer.getBytes(), answer.getString()).ifPresent(keys::add);
        }
        return keys;
    }

    private static Optional<Key> known(byte[] blob, String comment) {
        try {
            PublicKey key = new ByteArrayBuffer(blob).getRawPublicKey();
            return key instanceof OpenSshCertificate ? Optional.empty() : Optional.of(new Key(blob, key, comment));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // a kind of key that MINA does not know
        }
    }

    /** A signature as RFC 4253, 6.6 has it, without the algorithm's name in front. */
    byte[] sign(Key key, String algorithm, byte[] data) throws IOException {
        var request = new ByteArrayBuffer();
        request.putByte((byte) SIGN_REQUEST);
        request.putBytes(key.blob);
        request.putBytes(data);
        request.putInt(
                switch (algorithm) {
                    case "rsa-sha2-256" -> RSA_SHA2_256;
                    case "rsa-sha2-512" -> RSA_SHA2_512;
                    default -> 0;
                });
        var signature =
                new ByteArrayBuffer(ask(request.getCompactData(), SIGN_RESPONSE).getBytes());
        String used = signature.getString();
        if (!used.equals(algorithm)) {
            throw new IOException("it signed with " + used + " instead of " + algorithm);
        }
        // Keys on a token (sk-...) have flags and a counter after the signature's blob, which belong to it.
        return used.startsWith("sk-") ? signature.getCompactData() : signature.getBytes();
    }

    private Buffer ask(byte[] request, int wanted) throws IOException {
        if (!connected) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            connected = true;
        }
        ByteBuffer frame = ByteBuffer.allocate(4 + request.length)
                .putInt(request.length)
                .put(request)
                .flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
        int length = read(4).getInt();
        if (length < 1 || length > MOST_BYTES) {
            throw new IOException("it sent a message of " + length + " bytes");
        }
        var answer = new ByteArrayBuffer(read(length).array());
        int kind = answer.getUByte();
        if (kind != wanted) {
            throw new IOException("it refused (message " + kind + ")");
        }
        return answer;
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("it closed the connection");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // there is nothing to lose
        }
    }
}
