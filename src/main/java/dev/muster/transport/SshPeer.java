package dev.muster.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.KexProposalOption;
import org.jspecify.annotations.Nullable;

/** Gathers what an SSH server tells of itself; nobody is ever asked anything. */
final class SshPeer implements UserInteraction {
    private static final int LONGEST_BANNER = 16_384;

    private volatile String banner = "";

    /** What is known once the keys were exchanged. */
    Peer of(ClientSession session) {
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "software", session.getServerVersion());
        put(facts, "key exchange", session.getNegotiatedKexParameter(KexProposalOption.ALGORITHMS));
        var key = session.getServerKey();
        if (key != null) {
            facts.put("host key", KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key));
        }
        bothWays(facts, "cipher", session, KexProposalOption.C2SENC, KexProposalOption.S2CENC);
        bothWays(facts, "mac", session, KexProposalOption.C2SMAC, KexProposalOption.S2CMAC);
        bothWays(facts, "compression", session, KexProposalOption.C2SCOMP, KexProposalOption.S2CCOMP);
        return new Peer("ssh", facts, banner);
    }

    private static void bothWays(
            Map<String, String> facts,
            String name,
            ClientSession session,
            KexProposalOption there,
            KexProposalOption back) {
        String out = String.valueOf(session.getNegotiatedKexParameter(there));
        String in = String.valueOf(session.getNegotiatedKexParameter(back));
        put(facts, name, out.equals(in) ? out : out + " there, " + in + " back");
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null && !value.isBlank() && !value.equals("null")) {
            facts.put(name, value);
        }
    }

    @Override
    public boolean isInteractionAllowed(ClientSession session) {
        return true;
    }

    @Override
    public void welcome(ClientSession session, String text, String language) {
        String all = banner + text;
        banner = all.substring(0, Math.min(all.length(), LONGEST_BANNER));
    }

    @Override
    public String @Nullable [] interactive(
            ClientSession session, String name, String instruction, String language, String[] prompts, boolean[] echo) {
        return null;
    }

    @Override
    public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String language) {
        return null;
    }
}
