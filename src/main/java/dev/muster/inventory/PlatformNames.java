package dev.muster.inventory;

import java.util.Locale;
import java.util.Map;

/** What Ansible's collections, NAPALM, Oxidized and NetBox call the platforms that have another name here. */
final class PlatformNames {
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("junos", "juniper_junos"),
            Map.entry("nxos_ssh", "cisco_nxos"),
            Map.entry("asaos", "cisco_asa"),
            Map.entry("ios_xe", "cisco_iosxe"),
            Map.entry("ios_xr", "cisco_iosxr"),
            Map.entry("cisco_nx_os", "cisco_nxos"),
            Map.entry("nx_os", "cisco_nxos"),
            Map.entry("routeros", "mikrotik_routeros"),
            Map.entry("ros", "mikrotik_routeros"),
            Map.entry("comware", "hp_comware"),
            Map.entry("vrp", "huawei_vrp"),
            Map.entry("ce", "huawei_vrp"),
            Map.entry("cloudengine", "huawei_vrp"),
            Map.entry("sros", "nokia_sros"),
            Map.entry("timos", "nokia_sros"),
            Map.entry("srlinux", "nokia_srl"),
            Map.entry("panos", "paloalto_panos"),
            Map.entry("edgeos", "ubiquiti_edgerouter"),
            Map.entry("edgeswitch", "ubiquiti_edgeswitch"),
            Map.entry("procurve", "hpe_procurve"),
            Map.entry("xos", "extreme_exos"),
            Map.entry("aosw", "aruba_aos_8"),
            Map.entry("ciscosmb", "cisco_sg3xx"),
            Map.entry("linuxgeneric", "linux"),
            Map.entry("debian", "linux"),
            Map.entry("ubuntu", "linux"));

    private PlatformNames() {}

    /** Muster's name, or the name as it is where that is not known; of {@code cisco.ios.ios} the last part counts. */
    static String of(String theirs) {
        String name = theirs.strip().toLowerCase(Locale.ROOT);
        String last =
                name.substring(name.lastIndexOf('.') + 1).replace('-', '_').replace(' ', '_');
        return OTHERS.getOrDefault(last, last);
    }
}
