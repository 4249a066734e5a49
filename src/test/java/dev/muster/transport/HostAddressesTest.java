package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are taken as they are, names are looked up. */
class HostAddressesTest {
    private static InetAddress[] of(String host) throws DeviceException, InterruptedException {
        Duration limit = Duration.ofSeconds(10);
        return HostAddresses.of(host, Deadline.in(limit), limit, new Event());
    }

    @Test
    void anIpv4AddressIsItself() throws Exception {
        assertArrayEquals(new InetAddress[] {InetAddress.getByAddress(new byte[] {127, 0, 0, 9})}, of("127.0.0.9"));
    }

    @Test
    void anIpv6AddressIsItself() throws Exception {
        assertEquals("2001:db8:0:0:0:0:0:1", of("2001:db8::1")[0].getHostAddress());
    }

    @Test
    void aNameHasAnAddress() throws Exception {
        assertTrue(of("localhost")[0].isLoopbackAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4.5", "999.1.1.1", "2001:db8::zz::1", "256.256.256.256"})
    void whatOnlyLooksLikeAnAddressIsSaidToBeNone(String host) {
        DeviceException thrown = assertThrows(DeviceException.class, () -> of(host));
        assertEquals(FailureKind.DNS, thrown.failure().kind());
        assertTrue(thrown.failure().message().contains("`" + host + "`"));
    }

    @Test
    void anUnknownNameIsADnsFailure() {
        DeviceException thrown = assertThrows(DeviceException.class, () -> of("no-such-device.invalid"));
        assertEquals(FailureKind.DNS, thrown.failure().kind());
        assertEquals(
                "the name `no-such-device.invalid` is not known",
                thrown.failure().message());
    }
}
