package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DirtyMarks.Part;
import org.junit.Test;

public class DirtyMarksTest {

    private static KeyRange range(String start, String end) {
        return new KeyRange(Bytes.toBytes(start), Bytes.toBytes(end));
    }

    private static DirtyAnswer answer(KeyRange covered, long incarnation, long asOf, long quietSince) {
        return new DirtyAnswer(
                covered,
                new DirtyMark(incarnation, Instant.ofEpochMilli(asOf)),
                Instant.ofEpochMilli(quietSince),
                List.of(),
                0,
                0);
    }

    private static Part part(KeyRange range, long incarnation, long time) {
        return new Part(range, Optional.of(new DirtyMark(incarnation, Instant.ofEpochMilli(time))));
    }

    @Test
    public void whoKnowsNothingAsksForEverythingWithoutAMark() {
        assertThat(DirtyMarks.NONE.within(range("a", "c")))
                .containsExactly(new Part(range("a", "c"), Optional.empty()));
    }

    @Test
    public void eachRegionIsAskedWithItsOwnMark() {
        DirtyMarks marks = DirtyMarks.whenAllAreDone(
                List.of(answer(range("", "g"), 1, 100, 90), answer(range("g", ""), 2, 200, 90)));

        assertThat(marks.within(KeyRange.ALL))
                .containsExactly(part(range("", "g"), 1, 100), part(range("g", ""), 2, 200));
        assertThat(marks.within(range("c", "d"))).containsExactly(part(range("c", "d"), 1, 100));
    }

    @Test
    public void aRegionIsKnownWhileItIsTheSameAndNoLarger() {
        DirtyMarks marks = DirtyMarks.whenAllAreDone(
                List.of(answer(range("", "g"), 1, 100, 90), answer(range("g", ""), 2, 200, 90)));

        assertThat(marks.isKnown(range("", "g"), 1)).isTrue();
        assertThat(marks.isKnown(range("g", ""), 2)).isTrue();
        assertThat(marks.isKnown(range("c", "d"), 1)).isTrue();
        assertThat(marks.isKnown(range("", "g"), 7)).isFalse();
        assertThat(marks.isKnown(range("", "h"), 1)).isFalse();
        assertThat(marks.isKnown(KeyRange.ALL, 1)).isFalse();
        assertThat(DirtyMarks.NONE.isKnown(range("", "g"), 1)).isFalse();
    }

    @Test
    public void whatIsNotQuietIsToldAgain() {
        DirtyMarks marks = DirtyMarks.whenQuietOnesAreDone(List.of(answer(KeyRange.ALL, 1, 100, 90)));

        assertThat(marks.within(KeyRange.ALL)).containsExactly(part(KeyRange.ALL, 1, 90));
    }

    @Test
    public void piecesOfOneRegionAreJoinedToWhatIsKnownOfBoth() {
        DirtyMarks marks = DirtyMarks.whenAllAreDone(List.of(
                answer(range("", "c"), 1, 120, 0),
                answer(range("c", "e"), 1, 100, 0),
                answer(range("e", "g"), 1, 110, 0),
                answer(range("g", "k"), 2, 90, 0)));

        assertThat(marks.within(range("", "k")))
                .containsExactly(part(range("", "g"), 1, 100), part(range("g", "k"), 2, 90));
    }

    @Test
    public void whatWasNeverAskedForIsUnknown() {
        DirtyMarks marks = DirtyMarks.whenAllAreDone(
                List.of(answer(range("c", "e"), 1, 100, 0), answer(range("g", "i"), 2, 100, 0)));

        assertThat(marks.within(KeyRange.ALL))
                .containsExactly(
                        new Part(range("", "c"), Optional.empty()),
                        part(range("c", "e"), 1, 100),
                        new Part(range("e", "g"), Optional.empty()),
                        part(range("g", "i"), 2, 100),
                        new Part(range("i", ""), Optional.empty()));
    }

    @Test
    public void marksAreReadAsTheyWereWrittenAndNothingElseIs() throws IOException {
        List<DirtyAnswer> answers = List.of(answer(range("c", "e"), 1, 100, 0), answer(range("g", ""), 2, 200, 0));
        byte[] written = DirtyMarks.whenAllAreDone(answers).encode();

        assertThat(DirtyMarks.decode(written).within(KeyRange.ALL))
                .isEqualTo(DirtyMarks.whenAllAreDone(answers).within(KeyRange.ALL));
        assertThat(DirtyMarks.decode(DirtyMarks.NONE.encode()).isEmpty()).isTrue();
        for (int length = 0; length < written.length; length++) {
            byte[] cut = Arrays.copyOf(written, length);
            assertThatIOException().isThrownBy(() -> DirtyMarks.decode(cut));
        }
    }
}
