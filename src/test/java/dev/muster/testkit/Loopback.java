package dev.muster.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** 127.0.0.1, whatever this machine calls its loopback. */
public final class Loopback {
    private Loopback() {}

    public static InetSocketAddress at(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
