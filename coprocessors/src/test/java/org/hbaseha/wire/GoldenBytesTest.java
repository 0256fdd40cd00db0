package org.hbaseha.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.hbaseha.health.GoodbyeReason;
import org.junit.Test;

/**
 * One handshake and three frames, byte for byte. The expected bytes were worked out from the documented layout with another implementation
 * (Python's struct and hmac). They may only ever be added to: an installed agent speaks them.
 */
public class GoldenBytesTest {

    private static final String AGENT_HELLO_BODY =
            "0001" + "00000003" + "a1".repeat(32) + "000c" + "7273312c31363032302c3137";
    private static final String CONTROLLER_HELLO_BODY = "0001" + "00000000" + "c2".repeat(32) + "0002" + "6331";
    private static final String MAGIC = "48424841";

    private static final String HELLO = MAGIC + "01" + "0034" + AGENT_HELLO_BODY;
    private static final String CHALLENGE = MAGIC + "02" + "004a"
            + "63e97c50aea3691b38c0585f53524d32578f1d0c1ce60a64d06b3ebac9ee5bfe" + CONTROLLER_HELLO_BODY;
    private static final String PROOF =
            MAGIC + "03" + "0020" + "712bc46ec1b13a69af6c95d8738f39251d2f696b763eb4dfc4f337dade567ebc";
    private static final String CONFIRMATION = "0000" + "00" + "9a3051985f49d800d4ae25f7bd71f4ac";
    private static final String ACK = "0009" + "03" + "0000000000000007" + "01" + "ca9c410f70055908e982aa9d18fe0003";
    private static final String GOODBYE = "0005" + "02" + "0000026f6b" + "06cf26c116ff6dd724ad09dcea9e6a5c";

    private final Secret secret =
            Secret.of(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));

    @Test
    public void handshakeAndFramesOfVersionOneNeverChange() {
        Hello agent = new Hello(1, EnumSet.of(Capability.WITNESS, Capability.WORK_BEACON), "rs1,16020,17");
        Hello controller = new Hello(1, Set.of(), "c1");
        ChannelPair pair = new ChannelPair(
                SecureChannel.dialling(secret, agent, nonce("a1")),
                SecureChannel.listening(secret, controller, nonce("c2")));

        pair.shakeHands(ChannelPair.HONEST);
        byte[] ack = ChannelPair.sealed(pair.controller, new Message.Ack(7, true));
        byte[] goodbye = ChannelPair.sealed(pair.agent, new Message.Goodbye(GoodbyeReason.STOP, "ok"));

        assertThat(pair.flights)
                .extracting(HexFormat.of()::formatHex)
                .containsExactly(HELLO, CHALLENGE, PROOF, CONFIRMATION);
        assertThat(HexFormat.of().formatHex(ack)).isEqualTo(ACK);
        assertThat(HexFormat.of().formatHex(goodbye)).isEqualTo(GOODBYE);
    }

    @Test
    public void passwordOfTheZnodesNeverChanges() {
        assertThat(secret.zooKeeperPassword())
                .isEqualTo("a16bd256e9165c2d21c72afcaee8c6be1fb7e174876b7833ab058a83f10455d7");
    }

    private static byte[] nonce(String hexByte) {
        return HexFormat.of().parseHex(hexByte.repeat(32));
    }
}
