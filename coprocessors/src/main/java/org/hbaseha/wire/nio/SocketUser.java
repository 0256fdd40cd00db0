package org.hbaseha.wire.nio;

/** Somebody who waits for a socket of an {@link EventLoop}. Called by the loop's thread only. */
interface SocketUser {

    /** The socket is ready for something it was registered for. */
    void ready();

    /** {@link #ready} threw something it should not have: give the socket up. */
    void broken(Throwable error);

    /** The loop ends after this call: send what the socket takes at once and give it up. */
    void loopEnds();
}
