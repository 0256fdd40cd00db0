package org.hbaseha.monitor.continuous;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMark;
import org.hbaseha.digest.DirtyRange;
import org.hbaseha.digest.KeyRange;
import org.junit.Test;

/** All regions get their turn, once a period, whatever one of them does. */
public final class SweepScheduleTest {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final List<KeyRange> REGIONS = regions(10);

    private final SweepSchedule schedule = new SweepSchedule(PERIOD);
    private final TableBook book = new TableBook(TableBook.Contents.NONE, at(0));

    @Test
    public void comparesAllOfATableThatNobodyKnows() {
        assertThat(sweepUntil(at(0), at(10), Optional.empty())).hasSize(REGIONS.size());
    }

    @Test
    public void restsUntilThePeriodIsOver() {
        sweepUntil(at(0), at(10), Optional.empty());

        assertThat(schedule.next(book, REGIONS, at(3000))).isEmpty();
        assertThat(schedule.next(book, REGIONS, at(3600))).contains(List.of(REGIONS.get(0)));
        assertThat(schedule.isDue(book, REGIONS.get(9), at(3600))).isFalse();
    }

    @Test
    public void whatWasWrittenComesFirst() {
        sweepUntil(at(0), at(10), Optional.empty());
        write(REGIONS.get(7), at(3000));

        assertThat(schedule.next(book, REGIONS, at(3600))).contains(List.of(REGIONS.get(7)));
    }

    @Test
    public void aRegionThatIsWrittenAllTheTimeKeepsNoOtherFromItsTurn() {
        Map<KeyRange, Integer> turns = sweepUntil(at(0), at(7200), Optional.of(REGIONS.get(3)));

        assertThat(turns.get(REGIONS.get(3))).isGreaterThan(100);
        REGIONS.stream()
                .filter(region -> !region.equals(REGIONS.get(3)))
                .forEach(region -> assertThat(turns.get(region)).isEqualTo(2));
    }

    @Test
    public void aRegionThatCannotBeReadIsTriedAgainAndKeepsNoOtherFromItsTurn() {
        List<KeyRange> tried = new ArrayList<>();
        for (int second = 0; second < 100; second++) {
            Instant now = at(second);
            schedule.next(book, REGIONS, now).ifPresent(ranges -> {
                tried.addAll(ranges);
                boolean bad = ranges.contains(REGIONS.get(0));
                book.compared(new ComparisonReport(
                        ranges, now, List.of(), List.of(), bad ? Map.of(REGIONS.get(0), "gone") : Map.of()));
            });
        }

        assertThat(tried).filteredOn(REGIONS.get(0)::equals).hasSize(10);
        assertThat(tried).containsAll(REGIONS);
    }

    @Test
    public void regionsThatSplitAreAsOldAsTheyWere() {
        sweepUntil(at(0), at(10), Optional.empty());
        List<KeyRange> split = new ArrayList<>(REGIONS);
        KeyRange whole = split.remove(4);
        byte[] middle = {whole.start()[0], 1};
        split.add(whole.before(middle).orElseThrow());
        split.add(whole.from(middle).orElseThrow());

        assertThat(schedule.next(book, split, at(3000))).isEmpty();
        assertThat(schedule.next(book, split, at(3604))).isPresent();
    }

    /** A region a second, where one is due; {@code hot} is wholly written each second. Returns how often each had its turn. */
    private Map<KeyRange, Integer> sweepUntil(Instant from, Instant end, Optional<KeyRange> hot) {
        Map<KeyRange, Integer> turns = new HashMap<>();
        for (Instant now = from; now.isBefore(end); now = now.plusSeconds(1)) {
            Instant at = now;
            hot.ifPresent(region -> write(region, at));
            schedule.next(book, REGIONS, now).ifPresent(ranges -> {
                ranges.forEach(range -> turns.merge(range, 1, Integer::sum));
                book.compared(new ComparisonReport(ranges, at, List.of(), List.of(), Map.of()));
            });
        }
        return turns;
    }

    private void write(KeyRange region, Instant now) {
        DirtyAnswer answer =
                new DirtyAnswer(region, new DirtyMark(1, now), now, List.of(new DirtyRange(region, now, true)), 0, 0);
        book.notice(List.of(answer), List.of(), false, now);
    }

    private static List<KeyRange> regions(int count) {
        List<KeyRange> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            found.add(new KeyRange(
                    i == 0 ? new byte[0] : new byte[] {(byte) i},
                    i == count - 1 ? new byte[0] : new byte[] {(byte) (i + 1)}));
        }
        return found;
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(1_000_000 + second);
    }
}
