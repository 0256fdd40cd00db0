package org.hbaseha.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One end of one authenticated stream, without the socket: bytes and messages in, {@link ChannelEvent}s and bytes out. Decides who is
 * believed; never sees a clock, so the time-out of the handshake is the caller's. One thread.
 *
 * <pre>
 * dialling side (agent)                                    listening side (controller)
 * AWAIT_CHALLENGE  -- HELLO, name, nonce ----------------> AWAIT_HELLO
 *                  &lt;- CHALLENGE, proof, name, nonce -----  AWAIT_PROOF
 * AWAIT_CONFIRMATION  -- PROOF ---------------------------> OPEN
 * OPEN             &lt;- keyed frame of type 0 ------------
 * </pre>
 *
 * Any other frame in any state, or a proof or tag that does not fit, leads to FAILED, which is final. The first keyed frame tells the
 * dialling side that its proof was taken; until it comes the dialler sends nothing else. See {@link Transcript} for what proofs and keys
 * cover, {@link HandshakeFrame} and {@link KeyedFrame} for the bytes. The pattern is a mutual challenge-response with both names under the
 * MAC, as in SKID3 (Bosselaers and Preneel 1995), with distinct keys for each side so that nothing can be reflected.
 */
public final class SecureChannel {

    /** Bytes of the nonce each channel is made with; never to be used twice. */
    public static final int NONCE_BYTES = HelloBody.NONCE_BYTES;

    private static final int PROOF_BYTES = 32;
    private static final Payload CONFIRMATION = new Payload(0, new byte[0]);

    private enum State {
        AWAIT_HELLO,
        AWAIT_CHALLENGE,
        AWAIT_PROOF,
        AWAIT_CONFIRMATION,
        OPEN,
        FAILED
    }

    private final Secret secret;
    private final byte[] selfBody;
    private State state;
    private FrameAssembler frames;
    private Optional<Session> session = Optional.empty();

    private SecureChannel(Secret secret, Hello self, byte[] nonce, State state, HandshakeFrame.Kind first) {
        this.secret = secret;
        this.selfBody = HelloBody.encode(self, nonce);
        this.state = state;
        this.frames = new FrameAssembler(HandshakeFrame.expecting(first));
    }

    /** The side that dials: an agent. */
    public static SecureChannel dialling(Secret secret, Hello self, byte[] nonce) {
        return new SecureChannel(secret, self, nonce, State.AWAIT_CHALLENGE, HandshakeFrame.Kind.CHALLENGE);
    }

    /** The side that is dialled: a controller. */
    public static SecureChannel listening(Secret secret, Hello self, byte[] nonce) {
        return new SecureChannel(secret, self, nonce, State.AWAIT_HELLO, HandshakeFrame.Kind.HELLO);
    }

    /** What is to be sent as soon as the connection stands, before anything is received. */
    public List<ChannelEvent> start() {
        return state == State.AWAIT_CHALLENGE
                ? List.of(send(HandshakeFrame.encode(HandshakeFrame.Kind.HELLO, selfBody)))
                : List.of();
    }

    /** Takes all of {@code bytes}, however they are cut. After a failure they are thrown away. */
    public List<ChannelEvent> receive(ByteBuffer bytes) {
        List<ChannelEvent> events = new ArrayList<>();
        try {
            while (state != State.FAILED) {
                Optional<byte[]> frame = frames.next(bytes);
                if (frame.isEmpty()) {
                    return events;
                }
                accept(frame.get(), events);
            }
        } catch (WireFormatException e) {
            fail(ChannelEvent.Failed.Kind.MALFORMED, String.valueOf(e.getMessage()), events);
        }
        bytes.position(bytes.limit());
        return events;
    }

    /** The next frame to send. To be called in the order of sending, once {@link ChannelEvent.Opened} has been told. */
    public byte[] seal(Payload payload) {
        if (state != State.OPEN) {
            throw new IllegalStateException("Channel is not open state=" + state);
        }
        return session().sealer().seal(payload);
    }

    /**
     * True while a peer that knows what we have proved has yet to prove the secret itself. One that leaves now most likely has another secret;
     * whoever only looks for open ports does not come so far. Of the listening side only: a dialling one that leaves is told why by its own end.
     */
    public boolean awaitsProof() {
        return state == State.AWAIT_PROOF;
    }

    private void accept(byte[] frame, List<ChannelEvent> events) throws WireFormatException {
        switch (state) {
            case AWAIT_HELLO -> acceptHello(HandshakeFrame.body(frame), events);
            case AWAIT_CHALLENGE -> acceptChallenge(HandshakeFrame.body(frame), events);
            case AWAIT_PROOF -> acceptProof(HandshakeFrame.body(frame), events);
            case AWAIT_CONFIRMATION, OPEN -> acceptKeyed(frame, events);
            case FAILED -> throw new IllegalStateException("A failed channel takes no frames");
        }
    }

    private void acceptHello(byte[] body, List<ChannelEvent> events) throws WireFormatException {
        Hello peer = HelloBody.decode(body, 0);
        Transcript transcript = new Transcript(secret, body, selfBody);
        session = Optional.of(new Session(
                peer,
                transcript,
                new KeyedFrame.Sealer(transcript.listenerFrames()),
                new KeyedFrame.Opener(transcript.diallerFrames())));
        events.add(send(HandshakeFrame.encode(HandshakeFrame.Kind.CHALLENGE, transcript.listenerProof(), selfBody)));
        enter(State.AWAIT_PROOF, HandshakeFrame.expecting(HandshakeFrame.Kind.PROOF));
    }

    private void acceptChallenge(byte[] body, List<ChannelEvent> events) throws WireFormatException {
        Hello peer = HelloBody.decode(body, PROOF_BYTES);
        Transcript transcript = new Transcript(secret, selfBody, Arrays.copyOfRange(body, PROOF_BYTES, body.length));
        if (!MessageDigest.isEqual(transcript.listenerProof(), Arrays.copyOf(body, PROOF_BYTES))) {
            fail(ChannelEvent.Failed.Kind.NOT_AUTHENTIC, "Controller does not prove the secret", events);
            return;
        }
        session = Optional.of(new Session(
                peer,
                transcript,
                new KeyedFrame.Sealer(transcript.diallerFrames()),
                new KeyedFrame.Opener(transcript.listenerFrames())));
        events.add(send(HandshakeFrame.encode(HandshakeFrame.Kind.PROOF, transcript.diallerProof())));
        enter(State.AWAIT_CONFIRMATION, KeyedFrame.LAYOUT);
    }

    private void acceptProof(byte[] body, List<ChannelEvent> events) throws WireFormatException {
        if (body.length < PROOF_BYTES) {
            throw new WireFormatException("Proof is too short bytes=" + body.length);
        }
        if (!MessageDigest.isEqual(session().transcript().diallerProof(), Arrays.copyOf(body, PROOF_BYTES))) {
            fail(ChannelEvent.Failed.Kind.NOT_AUTHENTIC, "Agent does not prove the secret", events);
            return;
        }
        enter(State.OPEN, KeyedFrame.LAYOUT);
        events.add(send(seal(CONFIRMATION)));
        events.add(new ChannelEvent.Opened(session().peer()));
    }

    private void acceptKeyed(byte[] frame, List<ChannelEvent> events) throws WireFormatException {
        if (!session().opener().opens(frame)) {
            fail(ChannelEvent.Failed.Kind.NOT_AUTHENTIC, "Frame is forged, altered, repeated or out of order", events);
            return;
        }
        int type = KeyedFrame.type(frame);
        if (state == State.OPEN) {
            events.add(new ChannelEvent.Received(MessageCodec.decode(type, KeyedFrame.payload(frame))));
        } else if (type == CONFIRMATION.type()) {
            state = State.OPEN;
            events.add(new ChannelEvent.Opened(session().peer()));
        } else {
            throw new WireFormatException("Controller does not confirm first type=" + type);
        }
    }

    private void enter(State next, FrameLayout layout) {
        state = next;
        frames = new FrameAssembler(layout);
    }

    private void fail(ChannelEvent.Failed.Kind kind, String text, List<ChannelEvent> events) {
        state = State.FAILED;
        events.add(new ChannelEvent.Failed(kind, text));
    }

    private Session session() {
        return session.orElseThrow(
                () -> new IllegalStateException("Keys are used before the handshake state=" + state));
    }

    private static ChannelEvent send(byte[] bytes) {
        return new ChannelEvent.Send(ByteBuffer.wrap(bytes));
    }

    private record Session(Hello peer, Transcript transcript, KeyedFrame.Sealer sealer, KeyedFrame.Opener opener) {}
}
