package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.hbase.KeyValue;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DigestRequest.Reading;
import org.junit.Test;

public class DigestMessagesTest {

    private static final DigestRequest REQUEST = new DigestRequest(
            new KeyRange(Bytes.toBytes("a"), new byte[0]),
            List.of(Bytes.toBytes("f"), Bytes.toBytes("g")),
            17,
            OptionalLong.of(18),
            64,
            Duration.ofSeconds(2),
            1_000_000,
            Reading.AS_STREAM);

    private static DigestAnswer answer() {
        PrefixSumming summing = new PrefixSumming(4);
        for (int i = 0; i < 20; i++) {
            summing.add(new KeyValue(
                    Bytes.toBytes("row" + (char) ('a' + i)), new byte[] {'f'}, new byte[0], 1, new byte[] {1}));
        }
        return new DigestAnswer(summing.sums(), Optional.of(Bytes.toBytes("rowz")), 20, 400);
    }

    @Test
    public void aRequestIsReadAsItWasWritten() throws IOException {
        DigestRequest read = DigestRequest.decode(REQUEST.encode());

        assertThat(read).usingRecursiveComparison().isEqualTo(REQUEST);
        assertThat(read.goingOnAt(Bytes.toBytes("k")).range()).isEqualTo(new KeyRange(Bytes.toBytes("k"), new byte[0]));
    }

    @Test
    public void anAnswerIsReadAsItWasWritten() throws IOException {
        DigestReply read = DigestReply.decode(new DigestReply.Answered(answer()).encode());

        assertThat(read).usingRecursiveComparison().isEqualTo(new DigestReply.Answered(answer()));
        assertThat(((DigestReply.Answered) read).answer().sums().total().cells())
                .isEqualTo(20);
    }

    @Test
    public void soIsWhatIsNoAnswer() throws IOException {
        for (DigestReply reply : List.of(
                new DigestReply.Busy(Duration.ofMillis(250)),
                new DigestReply.Elsewhere(),
                new DigestReply.Failed("disk is bröken"))) {
            assertThat(DigestReply.decode(reply.encode())).isEqualTo(reply);
        }
        byte[] unknown = new DigestReply.Elsewhere().encode();
        unknown[2] = 9;
        assertThatIOException().isThrownBy(() -> DigestReply.decode(unknown)).withMessageContaining("kind=9");
    }

    @Test
    public void whatIsCutOffAnywhereIsRefused() throws IOException {
        byte[] request = REQUEST.encode();
        byte[] answer = new DigestReply.Answered(answer()).encode();
        for (int length = 0; length < request.length; length++) {
            byte[] cut = Arrays.copyOf(request, length);
            assertThatIOException().isThrownBy(() -> DigestRequest.decode(cut));
        }
        for (int length = 0; length < answer.length; length++) {
            byte[] cut = Arrays.copyOf(answer, length);
            assertThatIOException().isThrownBy(() -> DigestReply.decode(cut));
        }
    }

    @Test
    public void anotherFormatIsRefusedAndNamed() {
        byte[] later = REQUEST.encode();
        later[0] = 2;

        assertThatIOException().isThrownBy(() -> DigestRequest.decode(later)).withMessageContaining("format=2 known=1");
    }

    @Test
    public void aRequestThatMakesNoSenseIsRefusedOnBothSides() {
        assertThatIllegalArgumentException().isThrownBy(() -> withParts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> withParts(DigestRequest.MOST_PARTS + 1));
        byte[] noParts = withParts(1).encode();
        noParts[noParts.length - 1 - 8 - 8 - 1] = 0;

        assertThatIOException().isThrownBy(() -> DigestRequest.decode(noParts));
    }

    private static DigestRequest withParts(int parts) {
        return new DigestRequest(
                KeyRange.ALL, List.of(), 1, OptionalLong.empty(), parts, Duration.ofSeconds(1), 1, Reading.BY_POSITION);
    }
}
