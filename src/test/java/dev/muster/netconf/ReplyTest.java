package dev.muster.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a reply, byte by byte as it comes. */
class ReplyTest {
    private static final int CASES = Integer.getInteger("muster.soak", 20_000);
    private static final String NS = "xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"";

    private final StringBuilder copied = new StringBuilder();

    private List<RpcError> read(String reply, boolean whole, boolean pretty, int piece) throws Exception {
        copied.setLength(0);
        var message = new MessageStream(new Bytes(reply + "]]>]]>", piece));
        message.next(Deadline.in(Duration.ofSeconds(30)), "late");
        return Objects.requireNonNull(new ReplyReader(message, "1", whole, new XmlCopy(copied::append, pretty)).read());
    }

    private String copy(String content) throws Exception {
        assertEquals(
                List.of(), read("<rpc-reply " + NS + " message-id=\"1\">" + content + "</rpc-reply>", false, false, 7));
        return copied.toString();
    }

    private static Broken broken(String reply) {
        return assertThrows(Broken.class, () -> new ReplyTest().read(reply, false, false, 5));
    }

    @Test
    void dataIsCopiedWithTheNamespacesThatHoldForIt() throws Exception {
        assertEquals(
                "<data " + NS
                        + "><a xmlns=\"urn:a\" x=\"1 &amp; &quot;2&quot;\">é 😀 &lt;&amp;></a><b/></data>"
                                .replace("&amp;>", "&amp;&gt;"),
                copy("<data><a xmlns=\"urn:a\" x='1 &amp; \"2\"'>é 😀 <![CDATA[<&>]]></a><b></b></data>"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void theSizeOfThePiecesMakesNoDifference(int piece) throws Exception {
        read("\n <?xml version=\"1.0\"?><rpc-reply " + NS + "><data>é😀</data></rpc-reply>\n", false, false, piece);
        assertEquals("<data " + NS + ">é😀</data>", copied.toString());
    }

    @Test
    void prettyMeansIndented() throws Exception {
        read("<rpc-reply><data><a><b>1</b><c/></a>\n\n<d>x y</d></data></rpc-reply>", false, true, 9);
        assertEquals("<data>\n  <a>\n    <b>1</b>\n    <c/>\n  </a>\n  <d>x y</d>\n</data>", copied.toString());
    }

    @Test
    void theAnswerToAnyRequestIsWholeButForTheNumberOfItsMessage() throws Exception {
        read("<rpc-reply " + NS + " message-id=\"1\"><x/><y xmlns=\"u\"/></rpc-reply>", true, false, 4);
        assertEquals("<rpc-reply " + NS + "><x/><y xmlns=\"u\"/></rpc-reply>", copied.toString());
    }

    @Test
    void okIsNoOutput() throws Exception {
        assertEquals("", copy("<ok/>"));
        read("<rpc-reply " + NS + "/>", true, false, 4);
        assertEquals("", copied.toString());
    }

    @Test
    void anErrorHasAllItsParts() throws Exception {
        List<RpcError> errors = read(
                "<nc:rpc-reply xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><nc:rpc-error>"
                        + "<nc:error-type>application</nc:error-type><nc:error-tag>invalid-value</nc:error-tag>"
                        + "<nc:error-severity>error</nc:error-severity><nc:error-app-tag>too-big</nc:error-app-tag>"
                        + "<nc:error-path xmlns:a=\"u\">\n  /a:system/a:mtu\n</nc:error-path>"
                        + "<nc:error-message xml:lang=\"en\">MTU is\n too large</nc:error-message>"
                        + "<nc:error-info><nc:bad-element>mtu</nc:bad-element><limit>9216</limit></nc:error-info>"
                        + "</nc:rpc-error></nc:rpc-reply>",
                false,
                false,
                3);
        assertEquals(
                "application error invalid-value (too-big) at /a:system/a:mtu: MTU is too large; bad-element: mtu, limit: 9216",
                errors.getFirst().toString());
        assertFalse(errors.getFirst().isWarning());
    }

    @Test
    void junosHasItsErrorsAndItsOkInsideOfResults() throws Exception {
        List<RpcError> errors = read(
                "<rpc-reply " + NS + " xmlns:junos=\"j\"><commit-results>"
                        + "<rpc-error xmlns=\"urn:junos\"><error-severity>warning</error-severity><error-message>w</error-message></rpc-error>"
                        + "<routing-engine><name>re0</name><commit-success/></routing-engine><ok/></commit-results><ok/></rpc-reply>",
                true,
                false,
                5);
        assertEquals(1, errors.size());
        assertTrue(errors.getFirst().isWarning());
    }

    @Test
    void dataMayHoldWhatIsCalledLikeAnError() throws Exception {
        assertEquals(
                "<data " + NS + "><rpc-error xmlns=\"urn:log\">x</rpc-error></data>",
                copy("<data><rpc-error xmlns=\"urn:log\">x</rpc-error></data>"));
    }

    @Test
    void anAnswerToAnotherMessageIsNoAnswer() {
        assertTrue(broken("<rpc-reply message-id=\"7\"><ok/></rpc-reply>")
                .getMessage()
                .contains("answered message 7 where 1 was asked"));
    }

    @Test
    void entitiesAndDocumentTypesAreRefusedAndNeverExpanded() {
        String laughs =
                "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><rpc-reply><data>&b;</data></rpc-reply>";
        String outside =
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rpc-reply><data>&x;</data></rpc-reply>";
        for (String reply : List.of(laughs, outside, "<rpc-reply><data>&x;</data></rpc-reply>")) {
            Broken broken = broken(reply);
            assertTrue(broken.getMessage().matches(".*(document type|entity|not XML).*"), broken.getMessage());
        }
    }

    @Test
    void elementsNestedTooDeepAreRefused() {
        assertTrue(broken("<rpc-reply>" + "<a>".repeat(100_000)).getMessage().contains("nested more than 500 deep"));
    }

    @Test
    void anAttributeWithoutEndIsCutOff() {
        assertTrue(broken("<rpc-reply><data x=\"" + "y".repeat(20 << 20))
                .getMessage()
                .contains("more than 8 MiB"));
    }

    @Test
    void whatIsNoXmlIsToldWithItsPlace() {
        assertTrue(broken("<rpc-reply>\n<a></b></rpc-reply>").getMessage().contains("not XML in line 2, column"));
        assertTrue(broken("<html/>").getMessage().contains("<html> in place of <rpc-reply>"));
    }

    @Test
    void anEndInMidReplyIsTold() {
        var message = new MessageStream(new Bytes("<rpc-reply><data>abc", 3));
        message.next(Deadline.in(Duration.ofSeconds(30)), "late");
        Broken broken = assertThrows(Broken.class, () -> new ReplyReader(message, "1", false, null).read());
        assertEquals("the device ended the NETCONF session in the middle of an answer", broken.getMessage());
        assertEquals("<rpc-reply><data>abc", broken.failure().lastOutput());
    }

    @Test
    void damagedRepliesAreReadOrNamedButNeverHangOrCrash() throws Exception {
        var random = new Random(1);
        String sound = "<rpc-reply " + NS
                + " message-id=\"1\"><data><a b=\"c\">text &amp; more</a><!-- n --><d/></data></rpc-reply>";
        int named = 0;
        for (int i = 0; i < CASES; i++) {
            var reply = new StringBuilder(sound);
            for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
                reply.setCharAt(random.nextInt(reply.length()), "<>&/\"'!?[]a\n\0é".charAt(random.nextInt(14)));
            }
            try {
                read(reply.toString(), random.nextBoolean(), random.nextBoolean(), 1 + random.nextInt(40));
            } catch (Broken e) {
                named++;
            } catch (IOException | DeviceException e) {
                throw new AssertionError("case " + i + ": " + reply, e);
            }
        }
        assertTrue(named > CASES / 2, "only " + named);
    }
}
