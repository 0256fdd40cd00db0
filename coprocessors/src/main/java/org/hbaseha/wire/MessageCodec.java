package org.hbaseha.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.time.MonotonicInstant;

/**
 * {@link Message} to and from the payload of a frame, in wire version 1. Pure; may be used from any thread.
 *
 * <p>Numbers are big endian; a duration is its nanoseconds in 64 bits; a text is 16 bits of length and UTF-8. A decoder ignores what follows
 * the fields it knows, so a later version appends fields and never changes or moves one. A beat that ends before its gate comes from an
 * agent that has none.
 *
 * <pre>
 * 1 BEAT           sequence i64, startCode i64, sent i64 (nanoseconds), wallClock i64 (seconds) i32 (nanoseconds), recentPause, longestPause,
 *                  processCpu f64, heapUsed i64, heapMax i64, oldestUnfinishedWrite, regions i32, requestsPerSecond f64, livePort u16,
 *                  gate state u8 (0 OPEN, 1 LEASED, 2 STOCK, 3 EXPIRED), gate seats i32, gate refused i64
 * 2 GOODBYE        reason u8 (0 STOP, 1 ABORT, 2 AGENT_LEAVES), text
 * 3 ACK            sequence i64, armed u8 (0 or 1)
 * 4 PROBE_REQUEST  id i64, port u16, timeout, host text
 * 5 PROBE_ANSWER   id i64, outcome u8 (0 CONNECTED, 1 REFUSED, 2 TIMED_OUT, 3 UNREACHABLE, 4 NOT_TRIED)
 * </pre>
 *
 * Type 0 is taken by the controller's confirmation of the handshake (see {@link SecureChannel}), which has no payload.
 */
public final class MessageCodec {

    /** No message may be longer; a frame that claims to be is refused before its bytes are kept. */
    public static final int MAX_PAYLOAD_BYTES = 16 * 1024;

    /** The longest name DNS allows. */
    static final int MAX_HOST_BYTES = 255;

    /** Longer texts of a goodbye are cut: they are for people, and the goodbye itself must get out. */
    static final int MAX_GOODBYE_TEXT_BYTES = 1024;

    static final int BEAT = 1;
    static final int GOODBYE = 2;
    static final int ACK = 3;
    static final int PROBE_REQUEST = 4;
    static final int PROBE_ANSWER = 5;

    private static final int BEAT_BYTES = 111;

    private MessageCodec() {}

    /** Throws {@link IllegalArgumentException} for a message that no decoder would take (a bug of the caller). */
    public static Payload encode(Message message) {
        if (message instanceof Message.Beat beat) {
            return new Payload(BEAT, encodeBeat(beat.beat()));
        } else if (message instanceof Message.Goodbye goodbye) {
            return new Payload(GOODBYE, encodeGoodbye(goodbye));
        } else if (message instanceof Message.Ack ack) {
            byte armed = (byte) (ack.armed() ? 1 : 0);
            return new Payload(
                    ACK,
                    ByteBuffer.allocate(9).putLong(ack.sequence()).put(armed).array());
        } else if (message instanceof Message.ProbeRequest request) {
            return new Payload(PROBE_REQUEST, encodeProbeRequest(request));
        } else if (message instanceof Message.ProbeAnswer answer) {
            byte outcome = (byte) code(answer.outcome());
            return new Payload(
                    PROBE_ANSWER,
                    ByteBuffer.allocate(9).putLong(answer.id()).put(outcome).array());
        }
        throw new IllegalStateException("Message has no layout message=" + message);
    }

    /** The message in a payload of the given type. */
    public static Message decode(int type, byte[] payload) throws WireFormatException {
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw new WireFormatException("Payload is too long bytes=" + payload.length);
        }
        PayloadReader in = new PayloadReader(payload);
        return switch (type) {
            case BEAT -> new Message.Beat(decodeBeat(in));
            case GOODBYE -> new Message.Goodbye(goodbyeReason(in.u8()), in.text(MAX_GOODBYE_TEXT_BYTES));
            case ACK -> new Message.Ack(in.i64(), in.flag());
            case PROBE_REQUEST -> decodeProbeRequest(in);
            case PROBE_ANSWER -> new Message.ProbeAnswer(in.i64(), connectOutcome(in.u8()));
            default -> throw new WireFormatException("Unknown message type=" + type);
        };
    }

    private static byte[] encodeBeat(Beat beat) {
        WorkBeacon beacon = beat.beacon();
        Instant wallClock = beat.wallClock();
        GateReport gate = beat.gate();
        return ByteBuffer.allocate(BEAT_BYTES)
                .putLong(beat.sequence())
                .putLong(beat.startCode())
                .putLong(beat.sent().nanos())
                .putLong(wallClock.getEpochSecond())
                .putInt(wallClock.getNano())
                .putLong(nanos(beacon.recentPause()))
                .putLong(nanos(beacon.longestPause()))
                .putDouble(beacon.processCpu())
                .putLong(beacon.heapUsed())
                .putLong(beacon.heapMax())
                .putLong(nanos(beacon.oldestUnfinishedWrite()))
                .putInt(beacon.regions())
                .putDouble(beacon.requestsPerSecond())
                .putShort((short) beat.livePort())
                .put((byte) code(gate.state()))
                .putInt(gate.terms())
                .putLong(gate.refused())
                .array();
    }

    private static Beat decodeBeat(PayloadReader in) throws WireFormatException {
        long sequence = in.i64();
        long startCode = in.i64();
        MonotonicInstant sent = new MonotonicInstant(in.i64());
        Instant wallClock = in.instant();
        WorkBeacon beacon = new WorkBeacon(
                in.duration(), in.duration(), in.f64(), in.i64(), in.i64(), in.duration(), in.i32(), in.f64());
        int livePort = in.u16();
        GateReport gate = in.isAtEnd() ? GateReport.NONE : new GateReport(gateState(in.u8()), in.i32(), in.i64());
        return new Beat(sequence, startCode, sent, wallClock, livePort, beacon, gate);
    }

    private static byte[] encodeGoodbye(Message.Goodbye goodbye) {
        byte[] text = utf8(goodbye.text(), MAX_GOODBYE_TEXT_BYTES);
        return ByteBuffer.allocate(3 + text.length)
                .put((byte) code(goodbye.reason()))
                .putShort((short) text.length)
                .put(text)
                .array();
    }

    private static byte[] encodeProbeRequest(Message.ProbeRequest request) {
        byte[] host = request.host().getBytes(StandardCharsets.UTF_8);
        if (!isTarget(host.length, request.port(), request.timeout())) {
            throw new IllegalArgumentException("Not a target for a probe request=" + request);
        }
        return ByteBuffer.allocate(20 + host.length)
                .putLong(request.id())
                .putShort((short) request.port())
                .putLong(nanos(request.timeout()))
                .putShort((short) host.length)
                .put(host)
                .array();
    }

    private static Message decodeProbeRequest(PayloadReader in) throws WireFormatException {
        long id = in.i64();
        int port = in.u16();
        Duration timeout = in.duration();
        String host = in.text(MAX_HOST_BYTES);
        if (!isTarget(host.length(), port, timeout)) {
            throw new WireFormatException("Not a target for a probe port=" + port + " timeout=" + timeout);
        }
        return new Message.ProbeRequest(id, host, port, timeout);
    }

    private static boolean isTarget(int hostBytes, int port, Duration timeout) {
        return hostBytes > 0 && hostBytes <= MAX_HOST_BYTES && port > 0 && port <= 65_535 && !timeout.isNegative();
    }

    private static int code(GoodbyeReason reason) {
        return switch (reason) {
            case STOP -> 0;
            case ABORT -> 1;
            case AGENT_LEAVES -> 2;
        };
    }

    private static GoodbyeReason goodbyeReason(int code) throws WireFormatException {
        return switch (code) {
            case 0 -> GoodbyeReason.STOP;
            case 1 -> GoodbyeReason.ABORT;
            case 2 -> GoodbyeReason.AGENT_LEAVES;
            default -> throw new WireFormatException("Unknown reason of a goodbye code=" + code);
        };
    }

    private static int code(GateState state) {
        return switch (state) {
            case OPEN -> 0;
            case LEASED -> 1;
            case STOCK -> 2;
            case EXPIRED -> 3;
        };
    }

    private static GateState gateState(int code) throws WireFormatException {
        return switch (code) {
            case 0 -> GateState.OPEN;
            case 1 -> GateState.LEASED;
            case 2 -> GateState.STOCK;
            case 3 -> GateState.EXPIRED;
            default -> throw new WireFormatException("Unknown state of a gate code=" + code);
        };
    }

    private static int code(ConnectOutcome outcome) {
        return switch (outcome) {
            case CONNECTED -> 0;
            case REFUSED -> 1;
            case TIMED_OUT -> 2;
            case UNREACHABLE -> 3;
            case NOT_TRIED -> 4;
        };
    }

    private static ConnectOutcome connectOutcome(int code) throws WireFormatException {
        return switch (code) {
            case 0 -> ConnectOutcome.CONNECTED;
            case 1 -> ConnectOutcome.REFUSED;
            case 2 -> ConnectOutcome.TIMED_OUT;
            case 3 -> ConnectOutcome.UNREACHABLE;
            case 4 -> ConnectOutcome.NOT_TRIED;
            default -> throw new WireFormatException("Unknown outcome of a probe code=" + code);
        };
    }

    /** Saturates, so that a nonsensical measurement costs a number and not the beat. */
    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** At most {@code most} bytes, cut between two characters. */
    private static byte[] utf8(String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(bytes.length, most);
        while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
