package org.hbaseha.wire;

/** A message in bytes that has yet to be sealed: what is sealed first is sent first, and until then there is no order. Not changed by anybody. */
public final class Payload {

    private final int type;
    private final byte[] bytes;

    Payload(int type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    int type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The length of the sealed frame. */
    public int frameBytes() {
        return bytes.length + KeyedFrame.OVERHEAD_BYTES;
    }
}
