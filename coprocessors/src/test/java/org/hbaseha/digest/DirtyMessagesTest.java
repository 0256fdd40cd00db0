package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DirtySlots.Written;
import org.hbaseha.wire.Seeds;
import org.junit.Test;

public class DirtyMessagesTest {

    private static final DirtyRequest REQUEST = new DirtyRequest(
            new KeyRange(Bytes.toBytes("a"), new byte[0]),
            Optional.of(new DirtyMark(-7, Instant.ofEpochMilli(1_234))),
            Instant.ofEpochMilli(5_678));

    private static final DirtyReply ANSWERED = new DirtyReply.Answered(new DirtyAnswer(
            new KeyRange(Bytes.toBytes("a"), Bytes.toBytes("m")),
            new DirtyMark(-8, Instant.ofEpochMilli(9_000)),
            Instant.ofEpochMilli(5_678),
            List.of(
                    new DirtyRange(KeyRange.ofRow(Bytes.toBytes("b")), Instant.ofEpochMilli(1_235), true),
                    new DirtyRange(KeyRange.ofRow(Bytes.toBytes("c")), Instant.ofEpochMilli(9_000), false)),
            3,
            1));

    @Test
    public void messagesAreReadAsTheyWereWritten() throws IOException {
        DirtyRequest unknowing = new DirtyRequest(KeyRange.ALL, Optional.empty(), Instant.EPOCH);

        assertThat(DirtyRequest.decode(REQUEST.encode())).isEqualTo(REQUEST);
        assertThat(DirtyRequest.decode(unknowing.encode())).isEqualTo(unknowing);
        for (DirtyReply reply :
                List.of(ANSWERED, new DirtyReply.Elsewhere(), new DirtyReply.Failed("region is bröken"))) {
            assertThat(DirtyReply.decode(reply.encode())).isEqualTo(reply);
        }
    }

    @Test
    public void whatIsCutOffAnywhereIsRefused() {
        byte[] request = REQUEST.encode();
        byte[] answer = ANSWERED.encode();
        for (int length = 0; length < request.length; length++) {
            byte[] cut = Arrays.copyOf(request, length);
            assertThatIOException().isThrownBy(() -> DirtyRequest.decode(cut));
        }
        for (int length = 0; length < answer.length; length++) {
            byte[] cut = Arrays.copyOf(answer, length);
            assertThatIOException().isThrownBy(() -> DirtyReply.decode(cut));
        }
    }

    @Test
    public void garbageIsRefusedOrReadAndNothingElse() {
        Random random = Seeds.random("garbage");
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = random.nextBoolean() ? REQUEST.encode() : ANSWERED.encode();
            for (int i = 0; i <= random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            refuseOrRead(() -> DirtyRequest.decode(bytes));
            refuseOrRead(() -> DirtyReply.decode(bytes));
        }
    }

    private interface Decoding {
        Object decode() throws IOException;
    }

    private static void refuseOrRead(Decoding decoding) {
        try {
            assertThat(decoding.decode()).isNotNull();
        } catch (IOException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    @Test
    public void aRangeThatEndsBeforeItsStartIsRefused() {
        byte[] request = REQUEST.encode();
        // Format, length and "a" come before the end's length.
        byte[] turned = Bytes.add(
                Arrays.copyOf(request, 4), new byte[] {0, 1, 'A'}, Arrays.copyOfRange(request, 6, request.length));

        assertThatIOException().isThrownBy(() -> DirtyRequest.decode(turned)).withMessageContaining("makes no sense");
    }

    @Test
    public void neighboursAreJoinedWhereBothAreQuietOrNeitherIs() {
        Written first = new Written(new KeyRange(Bytes.toBytes("a"), Bytes.toBytes("b")), 10);
        Written second = new Written(new KeyRange(Bytes.toBytes("b"), Bytes.toBytes("c")), 12);
        Written busy = new Written(new KeyRange(Bytes.toBytes("c"), Bytes.toBytes("d")), 20);
        Written apart = new Written(new KeyRange(Bytes.toBytes("x"), new byte[0]), 11);

        assertThat(DirtyRange.of(List.of(first, second, busy, apart), Instant.ofEpochMilli(20)))
                .containsExactly(
                        new DirtyRange(
                                new KeyRange(Bytes.toBytes("a"), Bytes.toBytes("c")), Instant.ofEpochMilli(12), true),
                        new DirtyRange(busy.range(), Instant.ofEpochMilli(20), false),
                        new DirtyRange(apart.range(), Instant.ofEpochMilli(11), true));
    }
}
