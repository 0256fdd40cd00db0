package org.hbaseha.it.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.Test;

public final class CutTest {

    private static final long DROPPED = 2;
    private static final long PASSED = 0xffffffffL;
    private static final int IPV4 = 0x0800;
    private static final int ARP = 0x0806;

    @Test
    public void ofEverythingDropsEveryFrame() {
        Cut cut = new Cut(Direction.INBOUND, Optional.empty());

        assertThat(run(cut.program(), frame(IPV4, 1, 2))).isEqualTo(DROPPED);
        assertThat(run(cut.program(), frame(ARP, 1, 2))).isEqualTo(DROPPED);
    }

    @Test
    public void ofOnePeerDropsWhatGoesToItAndComesFromIt() {
        String program = new Cut(Direction.OUTBOUND, Optional.of("198.18.7.11")).program();
        int peer = 0xc612070b;

        assertThat(run(program, frame(IPV4, peer, 1))).isEqualTo(DROPPED);
        assertThat(run(program, frame(IPV4, 1, peer))).isEqualTo(DROPPED);
        assertThat(run(program, frame(IPV4, peer + 1, 1))).isEqualTo(PASSED);
        assertThat(run(program, frame(ARP, peer, 1))).isEqualTo(PASSED);
    }

    private static byte[] frame(int etherType, int source, int destination) {
        return ByteBuffer.allocate(60)
                .putShort(12, (short) etherType)
                .putInt(26, source)
                .putInt(30, destination)
                .array();
    }

    /** The few instructions of classic BPF that are used, as the kernel's documentation describes them. */
    private static long run(String program, byte[] frame) {
        String[] lines = program.split(",", -1);
        assertThat(lines).hasSize(1 + Integer.parseInt(lines[0]));
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        long accumulator = 0;
        for (int at = 1; at < lines.length; at++) {
            String[] words = lines[at].split(" ", -1);
            long operand = Long.parseLong(words[3]);
            switch (Integer.parseInt(words[0])) {
                case 0x20 -> accumulator = Integer.toUnsignedLong(bytes.getInt((int) operand));
                case 0x28 -> accumulator = Short.toUnsignedInt(bytes.getShort((int) operand));
                case 0x15 -> at += Integer.parseInt(words[accumulator == operand ? 1 : 2]);
                case 0x06 -> {
                    return operand;
                }
                default -> throw new IllegalArgumentException("Unknown instruction line=" + lines[at]);
            }
        }
        throw new IllegalArgumentException("Program has no end program=" + program);
    }
}
