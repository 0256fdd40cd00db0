package org.hbaseha.wire;

import java.nio.ByteBuffer;

/** How long a frame is, told by its first bytes. */
interface FrameLayout {

    int headerBytes();

    /** The length of the whole frame, header included. Throws before anything is kept of a frame that is too long or not ours. */
    int frameBytes(ByteBuffer header) throws WireFormatException;
}
