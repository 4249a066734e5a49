package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.future.SshFuture;

/** Has MINA begin to speak SSH through what an attempt has opened. */
final class SshDialer {
    private final SshConnector connector;
    private final Target target;
    private final SshDiagnosis diagnosis;
    private final Event ended;
    private final String username;

    /** @param ended ends the dialling at once when it happens */
    SshDialer(SshConnector connector, Target target, String username, SshDiagnosis diagnosis, Event ended) {
        this.connector = connector;
        this.target = target;
        this.diagnosis = diagnosis;
        this.ended = ended;
        this.username = username;
    }

    ClientSession dial(AttributeRepository owner, Deadline by, Duration limit)
            throws DeviceException, InterruptedException {
        // MINA wants an address, which nobody looks at
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port());
        try {
            var future = connector.client(target.ssh().speakFirst()).connect(username, address, owner, null);
            boolean inTime;
            try {
                inTime = Event.awaitAny(by, completion(future), ended);
            } finally {
                if (!future.isDone()) {
                    future.cancel();
                }
            }
            if (!inTime) {
                throw ConnectFailure.noAnswer(target, limit);
            }
            if (!future.isConnected()) {
                throw ended.hasHappened() ? diagnosis.notDialled() : diagnosis.notConnected(future.getException());
            }
            return future.getSession();
        } catch (IOException | RuntimeException e) {
            throw diagnosis.notConnected(e);
        }
    }

    /** Happens when a future of MINA's is done. */
    static <F extends SshFuture<F>> Event completion(F future) {
        var done = new Event();
        future.addListener(any -> done.happen());
        return done;
    }
}
