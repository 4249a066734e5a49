package dev.muster.transport;

import java.util.List;
import java.util.Map;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** Passes what happens to a MINA session on to the attempt that it belongs to. */
final class SshSessionEvents implements SessionListener {

    @Override
    public void sessionCreated(Session session) {
        SshAttempt.of(session).prepare(session);
    }

    @Override
    public void sessionPeerIdentificationLine(Session session, String line, List<String> earlier) {
        SshAttempt.of(session).identificationLine(line);
    }

    @Override
    public void sessionNegotiationStart(
            Session session, Map<KexProposalOption, String> ours, Map<KexProposalOption, String> theirs) {
        SshAttempt.of(session).proposals(ours, theirs);
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.KeyEstablished || event == Event.KexCompleted) {
            SshAttempt.of(session).keysEstablished();
        } else if (event == Event.Authenticated) {
            SshAttempt.of(session).loggedIn();
        }
    }

    @Override
    public void sessionException(Session session, Throwable cause) {
        SshAttempt.of(session).sessionFailed(cause);
    }

    @Override
    public void sessionDisconnect(Session session, int reason, String message, String language, boolean byUs) {
        if (!byUs) {
            SshAttempt.of(session).disconnectReceived(message);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        SshAttempt.of(session).sessionClosed();
    }
}
