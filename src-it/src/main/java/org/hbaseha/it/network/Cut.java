package org.hbaseha.it.network;

import java.util.Optional;

/**
 * Packets that are dropped, without a word to either side. Pure.
 *
 * @param peer the IPv4 address of the other side; empty for all packets whatever, ARP too
 */
record Cut(Direction direction, Optional<String> peer) {

    private static final int DROP = 2;
    private static final long PASS = 0xffffffffL;

    /**
     * The classic BPF program that drops them, as {@code tc} takes it: number of instructions, then each one's code, the jumps when it holds and when
     * not, and its operand. It sees a frame from its Ethernet header on: EtherType at 12, source and destination of IPv4 at 26 and 30.
     */
    String program() {
        if (peer.isEmpty()) {
            return "1,6 0 0 " + DROP;
        }
        long address = number(peer.get());
        return "8,40 0 0 12,21 0 5 2048,32 0 0 26,21 2 0 " + address + ",32 0 0 30,21 0 1 " + address + ",6 0 0 " + DROP
                + ",6 0 0 " + PASS;
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }
}
