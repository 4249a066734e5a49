package dev.muster.transport;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts what another trusts, and says of a certificate that it does not trust whose it is. */
final class TrustTold extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;

    TrustTold(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    private static CertificateException told(X509Certificate[] chain, CertificateException why) {
        if (chain.length == 0) {
            return why;
        }
        String subject = chain[0].getSubjectX500Principal().getName();
        String issuer = chain[0].getIssuerX500Principal().getName();
        String by = subject.equals(issuer) ? "signed by itself" : "issued by " + issuer;
        String reason =
                ConnectFailure.reason(why).replaceFirst("^PKIX path (?:building|validation) failed: [\\w.]+: ", "");
        return new CertificateException("the certificate of " + subject + ", " + by + ": " + reason);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        try {
            judge.checkServerTrusted(chain, type);
        } catch (CertificateException e) {
            throw told(chain, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        try {
            judge.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            throw told(chain, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            judge.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            throw told(chain, e);
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
