package org.hbaseha.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * The bytes of a {@link Hello}: wire version u16, capabilities u32 (bits), nonce of 32 bytes, name text. This layout is the same in
 * every wire version, for it is read before a version is agreed. Bytes after the name are ignored; the proofs cover them.
 */
final class HelloBody {

    static final int NONCE_BYTES = 32;

    /** A host name, a port and a start code, with room to spare. */
    static final int MAX_NAME_BYTES = 512;

    private HelloBody() {}

    static byte[] encode(Hello hello, byte[] nonce) {
        byte[] name = hello.name().getBytes(StandardCharsets.UTF_8);
        if (nonce.length != NONCE_BYTES || name.length > MAX_NAME_BYTES || hello.wireVersion() > 0xFFFF) {
            throw new IllegalArgumentException("Hello does not fit its layout hello=" + hello);
        }
        int capabilities = 0;
        for (Capability capability : hello.capabilities()) {
            capabilities |= bit(capability);
        }
        return ByteBuffer.allocate(8 + NONCE_BYTES + name.length)
                .putShort((short) hello.wireVersion())
                .putInt(capabilities)
                .put(nonce)
                .putShort((short) name.length)
                .put(name)
                .array();
    }

    /** Reads the hello that starts at {@code offset}. */
    static Hello decode(byte[] body, int offset) throws WireFormatException {
        PayloadReader in = new PayloadReader(body, offset);
        int version = in.u16();
        int bits = in.i32();
        in.skip(NONCE_BYTES);
        String name = in.text(MAX_NAME_BYTES);
        if (version < 1 || name.isEmpty()) {
            throw new WireFormatException("Hello lacks a version or a name version=" + version);
        }
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (Capability capability : Capability.values()) {
            if ((bits & bit(capability)) != 0) {
                capabilities.add(capability);
            }
        }
        return new Hello(version, capabilities, name);
    }

    private static int bit(Capability capability) {
        return switch (capability) {
            case WITNESS -> 1;
            case WORK_BEACON -> 1 << 1;
        };
    }
}
