package dev.muster.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            cisco_iosxe | enable secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0 | enable secret 5 <removed>
            cisco_iosxe | enable password cisco | enable password <removed>
            cisco_iosxe | username admin privilege 15 secret 9 $9$abc | username admin privilege 15 secret 9 <removed>
            cisco_iosxe |  password 7 0822455D0A16 |  password 7 <removed>
            cisco_iosxe | snmp-server community public RO 10 | snmp-server community <removed> RO 10
            cisco_iosxe | snmp-server host 192.0.2.9 version 2c s3cret bgp | snmp-server host 192.0.2.9 version 2c <removed> bgp
            cisco_iosxe | snmp-server user u g v3 auth sha aaaa priv aes 128 bbbb | snmp-server user u g v3 auth sha <removed> priv aes 128 <removed>
            cisco_iosxe |  key 7 094F471A1A0A |  key 7 <removed>
            cisco_iosxe |  key 1 |  key 1
            cisco_iosxe | key chain OSPF | key chain OSPF
            cisco_iosxe |  neighbor 192.0.2.1 password 7 0822 |  neighbor 192.0.2.1 password 7 <removed>
            cisco_iosxe | interface Ethernet0/0 | interface Ethernet0/0
            frr |  neighbor 192.0.2.1 password hello |  neighbor 192.0.2.1 password <removed>
            frr | password zebra | password <removed>
            juniper_junos |         encrypted-password "$6$abc"; ## SECRET-DATA |         encrypted-password <removed>; ## SECRET-DATA
            juniper_junos | set system root-authentication encrypted-password "$6$abc" | set system root-authentication encrypted-password <removed>
            juniper_junos |     community public { |     community <removed> {
            huawei_vrp | local-user admin password irreversible-cipher $1a$xyz | local-user admin password irreversible-cipher <removed>
            fortinet_fortios |         set passwd ENC SH2abc |         set passwd ENC <removed>
            mikrotik_routeros | /ppp secret add name=u password=geheim service=any | /ppp secret add name=u password=<removed> service=any
            vyos | set system login user vyos authentication encrypted-password '$6$x' | set system login user vyos authentication encrypted-password <removed>
            paloalto_panos | <phash>$1$abc</phash> | <phash><removed></phash>
            """)
    void secretsOfAPlatformAreTakenOutAndTheRestOfTheLineStays(String platform, String line, String masked) {
        Platform found = new PlatformCatalog().find(platform);
        assertNotNull(found);
        assertEquals(masked, new Masking(found.secrets()).masked(line));
    }
}
