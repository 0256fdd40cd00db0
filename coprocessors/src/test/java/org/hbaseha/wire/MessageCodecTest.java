package org.hbaseha.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class MessageCodecTest {

    private static final Message BEAT = new Message.Beat(new Beat(
            1,
            2,
            new MonotonicInstant(-1),
            Instant.ofEpochSecond(3, 4),
            258,
            new WorkBeacon(Duration.ofNanos(5), Duration.ofNanos(6), 0.5, 7, 8, Duration.ofNanos(9), 10, 2.0),
            new GateReport(GateState.STOCK, -2, 3)));

    private static final int BYTES_BEFORE_THE_GATE = 98;

    private static final List<Message> ONE_OF_EACH = List.of(
            BEAT,
            new Message.Goodbye(GoodbyeReason.ABORT, "disk gone"),
            new Message.Ack(Long.MAX_VALUE, true),
            new Message.ProbeRequest(1, "rs2.example.org", 65_535, Duration.ofMillis(250)),
            new Message.ProbeAnswer(1, ConnectOutcome.TIMED_OUT));

    @Test
    public void everyMessageComesBackAsItWas() throws WireFormatException {
        for (Message message : ONE_OF_EACH) {
            assertThat(roundTrip(message)).isEqualTo(message);
        }
        for (GoodbyeReason reason : GoodbyeReason.values()) {
            Message goodbye = new Message.Goodbye(reason, "");
            assertThat(roundTrip(goodbye)).isEqualTo(goodbye);
        }
        for (ConnectOutcome outcome : ConnectOutcome.values()) {
            Message answer = new Message.ProbeAnswer(-1, outcome);
            assertThat(roundTrip(answer)).isEqualTo(answer);
        }
    }

    @Test
    public void anyMessageComesBackAsItWas() throws WireFormatException {
        Random random = Seeds.random("any message");
        for (int i = 0; i < 20_000; i++) {
            Message message = anyMessage(random);

            assertThat(roundTrip(message)).isEqualTo(message);
        }
    }

    @Test
    public void bytesOfVersionOneNeverChange() {
        assertThat(hex(BEAT))
                .isEqualTo("01:" + "0000000000000001" + "0000000000000002" + "ffffffffffffffff" + "0000000000000003"
                        + "00000004" + "0000000000000005" + "0000000000000006" + "3fe0000000000000"
                        + "0000000000000007" + "0000000000000008" + "0000000000000009" + "0000000a"
                        + "4000000000000000" + "0102" + "02" + "fffffffe" + "0000000000000003");
        assertThat(hex(new Message.Goodbye(GoodbyeReason.STOP, "é"))).isEqualTo("02:" + "00" + "0002" + "c3a9");
        assertThat(hex(new Message.Goodbye(GoodbyeReason.ABORT, ""))).isEqualTo("02:" + "01" + "0000");
        assertThat(hex(new Message.Goodbye(GoodbyeReason.AGENT_LEAVES, ""))).isEqualTo("02:" + "02" + "0000");
        assertThat(hex(new Message.Ack(258, true))).isEqualTo("03:" + "0000000000000102" + "01");
        assertThat(hex(new Message.Ack(258, false))).isEqualTo("03:" + "0000000000000102" + "00");
        assertThat(hex(new Message.ProbeRequest(1, "ab", 16_020, Duration.ofMillis(1))))
                .isEqualTo("04:" + "0000000000000001" + "3e94" + "00000000000f4240" + "0002" + "6162");
        assertThat(hex(new Message.ProbeAnswer(1, ConnectOutcome.CONNECTED))).isEqualTo("05:000000000000000100");
        assertThat(hex(new Message.ProbeAnswer(1, ConnectOutcome.REFUSED))).isEqualTo("05:000000000000000101");
        assertThat(hex(new Message.ProbeAnswer(1, ConnectOutcome.TIMED_OUT))).isEqualTo("05:000000000000000102");
        assertThat(hex(new Message.ProbeAnswer(1, ConnectOutcome.UNREACHABLE))).isEqualTo("05:000000000000000103");
        assertThat(hex(new Message.ProbeAnswer(1, ConnectOutcome.NOT_TRIED))).isEqualTo("05:000000000000000104");
    }

    @Test
    public void whatANewerWriterAppendsIsIgnored() throws WireFormatException {
        for (Message message : ONE_OF_EACH) {
            Payload payload = MessageCodec.encode(message);
            byte[] longer = Arrays.copyOf(payload.bytes(), payload.bytes().length + 100);

            assertThat(MessageCodec.decode(payload.type(), longer)).isEqualTo(message);
        }
    }

    @Test
    public void everyTruncationIsRefused() {
        for (Message message : ONE_OF_EACH) {
            Payload payload = MessageCodec.encode(message);
            for (int length = 0; length < payload.bytes().length; length++) {
                if (message == BEAT && length == BYTES_BEFORE_THE_GATE) {
                    continue;
                }
                assertRefused(payload.type(), Arrays.copyOf(payload.bytes(), length));
            }
        }
    }

    @Test
    public void beatOfAnAgentWithoutAGateIsABeat() throws WireFormatException {
        byte[] older = Arrays.copyOf(MessageCodec.encode(BEAT).bytes(), BYTES_BEFORE_THE_GATE);

        Message decoded = MessageCodec.decode(MessageCodec.BEAT, older);

        Beat beat = ((Message.Beat) decoded).beat();
        assertThat(beat.livePort()).isEqualTo(258);
        assertThat(beat.gate()).isEqualTo(new GateReport(GateState.OPEN, 0, 0));
    }

    @Test
    public void valuesOutOfRangeAreRefused() {
        assertRefused(0, new byte[200]);
        assertRefused(6, new byte[200]);
        assertRefused(255, new byte[200]);
        assertRefused(MessageCodec.GOODBYE, HexFormat.of().parseHex("03" + "0000"));
        assertRefused(MessageCodec.GOODBYE, HexFormat.of().parseHex("00" + "0002" + "c328"));
        assertRefused(
                MessageCodec.GOODBYE,
                ByteBuffer.allocate(2000).putShort(1, (short) 1025).array());
        assertRefused(MessageCodec.ACK, HexFormat.of().parseHex("0000000000000001" + "02"));
        assertRefused(MessageCodec.PROBE_ANSWER, HexFormat.of().parseHex("0000000000000001" + "05"));
        assertRefused(MessageCodec.PROBE_REQUEST, probeRequest("0000", "0000000000000001", "000161"));
        assertRefused(MessageCodec.PROBE_REQUEST, probeRequest("0001", "8000000000000000", "000161"));
        assertRefused(MessageCodec.PROBE_REQUEST, probeRequest("0001", "0000000000000001", "0000"));
        assertRefused(
                MessageCodec.BEAT,
                ByteBuffer.wrap(MessageCodec.encode(BEAT).bytes().clone())
                        .put(BYTES_BEFORE_THE_GATE, (byte) 4)
                        .array());
        assertRefused(MessageCodec.ACK, new byte[MessageCodec.MAX_PAYLOAD_BYTES + 1]);
        byte[] beat = MessageCodec.encode(BEAT).bytes();
        assertRefused(
                MessageCodec.BEAT,
                ByteBuffer.wrap(beat.clone()).putInt(32, 1_000_000_000).array());
        assertRefused(
                MessageCodec.BEAT, ByteBuffer.wrap(beat.clone()).putInt(32, -1).array());
        assertRefused(
                MessageCodec.BEAT,
                ByteBuffer.wrap(beat.clone()).putLong(24, Long.MAX_VALUE).array());
    }

    @Test
    public void garbageIsAMessageOrRefusedAndNothingElse() {
        Random random = Seeds.random("garbage payloads");
        for (int i = 0; i < 50_000; i++) {
            byte[] garbage = new byte[random.nextInt(150)];
            random.nextBytes(garbage);
            int type = random.nextInt(8);
            try {
                Message message = MessageCodec.decode(type, garbage);

                assertThat(MessageCodec.encode(message).type()).isEqualTo(type);
            } catch (WireFormatException expected) {
                assertThat(expected).hasMessageMatching(".+");
            }
        }
    }

    @Test
    public void longTextOfAGoodbyeIsCutBetweenTwoCharacters() throws WireFormatException {
        Message cut = roundTrip(new Message.Goodbye(GoodbyeReason.STOP, "x" + "€".repeat(1000)));

        // 1 + 341 * 3 = 1024 bytes fit exactly; one more letter in front leaves room for 340.
        assertThat(cut).isEqualTo(new Message.Goodbye(GoodbyeReason.STOP, "x" + "€".repeat(341)));
        assertThat(roundTrip(new Message.Goodbye(GoodbyeReason.STOP, "xx" + "€".repeat(1000))))
                .isEqualTo(new Message.Goodbye(GoodbyeReason.STOP, "xx" + "€".repeat(340)));
    }

    @Test
    public void measurementTooLongForTheLayoutIsSaturated() throws WireFormatException {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        WorkBeacon beacon = new WorkBeacon(forEver, forEver.negated(), 0, 0, 0, Duration.ZERO, 0, 0);
        Message beat =
                new Message.Beat(new Beat(1, 1, new MonotonicInstant(0), Instant.EPOCH, 0, beacon, GateReport.NONE));

        WorkBeacon decoded = ((Message.Beat) roundTrip(beat)).beat().beacon();

        assertThat(decoded.recentPause()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        assertThat(decoded.longestPause()).isEqualTo(Duration.ofNanos(Long.MIN_VALUE));
    }

    @Test
    public void requestThatNobodyCouldAnswerIsABugOfTheCaller() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCodec.encode(new Message.ProbeRequest(1, "", 1, Duration.ZERO)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCodec.encode(new Message.ProbeRequest(1, "a", 0, Duration.ZERO)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCodec.encode(new Message.ProbeRequest(1, "a", 65_536, Duration.ZERO)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCodec.encode(new Message.ProbeRequest(1, "a".repeat(256), 1, Duration.ZERO)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCodec.encode(new Message.ProbeRequest(1, "a", 1, Duration.ofNanos(-1))));
    }

    private static Message anyMessage(Random random) {
        return switch (random.nextInt(5)) {
            case 0 ->
                new Message.Beat(new Beat(
                        random.nextLong(),
                        random.nextLong(),
                        new MonotonicInstant(random.nextLong()),
                        Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                        random.nextInt(65_536),
                        new WorkBeacon(
                                Duration.ofNanos(random.nextLong()),
                                Duration.ofNanos(random.nextLong()),
                                random.nextGaussian(),
                                random.nextLong(),
                                random.nextLong(),
                                Duration.ofNanos(random.nextLong()),
                                random.nextInt(),
                                random.nextGaussian()),
                        new GateReport(pick(random, GateState.values()), random.nextInt(), random.nextLong())));
            case 1 -> new Message.Goodbye(pick(random, GoodbyeReason.values()), anyText(random, 300));
            case 2 -> new Message.Ack(random.nextLong(), random.nextBoolean());
            case 3 ->
                new Message.ProbeRequest(
                        random.nextLong(),
                        "h" + anyText(random, 60),
                        1 + random.nextInt(65_535),
                        Duration.ofNanos(random.nextLong() >>> 1));
            default -> new Message.ProbeAnswer(random.nextLong(), pick(random, ConnectOutcome.values()));
        };
    }

    private static String anyText(Random random, int most) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(most), 0, 0x2FFF).forEach(text::appendCodePoint);
        return text.toString();
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static byte[] probeRequest(String port, String timeout, String host) {
        return HexFormat.of().parseHex("0000000000000001" + port + timeout + host);
    }

    private static void assertRefused(int type, byte[] payload) {
        assertThatThrownBy(() -> MessageCodec.decode(type, payload))
                .as("type %s payload %s", type, HexFormat.of().formatHex(payload))
                .isInstanceOf(WireFormatException.class);
    }

    private static Message roundTrip(Message message) throws WireFormatException {
        Payload payload = MessageCodec.encode(message);
        return MessageCodec.decode(payload.type(), payload.bytes());
    }

    private static String hex(Message message) {
        Payload payload = MessageCodec.encode(message);
        return "%02x:%s".formatted(payload.type(), HexFormat.of().formatHex(payload.bytes()));
    }
}
