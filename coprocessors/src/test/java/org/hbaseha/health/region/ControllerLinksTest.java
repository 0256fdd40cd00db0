package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class ControllerLinksTest {

    private static final ControllerAddress C1 = controller("c1");
    private static final ControllerAddress C2 = controller("c2");

    private final ControllerLinks links =
            new ControllerLinks(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2)), () -> 0.0);

    @Test
    public void dialsAListedControllerOnce() {
        links.listed(List.of(C1, C2), at(0));

        assertThat(links.takeDue(at(0))).containsExactly(C1, C2);
        assertThat(links.takeDue(at(10_000))).isEmpty();
    }

    @Test
    public void waitsLongerAfterEachFailure() {
        links.listed(List.of(C1), at(0));
        links.takeDue(at(0));

        links.ended("c1", at(0));
        assertThat(links.takeDue(at(99))).isEmpty();
        assertThat(links.takeDue(at(100))).containsExactly(C1);

        links.ended("c1", at(100));
        assertThat(links.takeDue(at(299))).isEmpty();
        assertThat(links.takeDue(at(300))).containsExactly(C1);
    }

    @Test
    public void dialsSoonAgainAfterAStreamThatLasted() {
        FakeStream stream = failThenOpen(5);

        links.closed("c1", stream, at(60_000));

        assertThat(links.takeDue(at(60_100))).containsExactly(C1);
    }

    @Test
    public void doesNotDialInACircleWhoClosesAtOnce() {
        FakeStream stream = failThenOpen(5);
        MonotonicInstant opened = at(10_000);

        links.closed("c1", stream, opened);

        assertThat(links.takeDue(opened.plus(Duration.ofMillis(1_999)))).isEmpty();
        assertThat(links.takeDue(opened.plus(Duration.ofSeconds(2)))).containsExactly(C1);
    }

    @Test
    public void keepsTheStreamOfAControllerThatIsListedNoMore() {
        FakeStream stream = open(C1);

        links.listed(List.of(), at(1));

        assertThat(links.open()).containsExactly(stream);
    }

    @Test
    public void givesUpAControllerThatIsNeitherListedNorReached() {
        FakeStream stream = open(C1);
        links.listed(List.of(), at(1));

        links.closed("c1", stream, at(2));

        assertThat(links.open()).isEmpty();
        assertThat(links.takeDue(at(60_000))).isEmpty();
    }

    @Test
    public void refusesAStreamWhenItHasOneOrNobodyWantsIt() {
        FakeStream stream = open(C1);

        assertThat(links.opened("c1", new FakeStream("c1"), at(1))).isFalse();
        assertThat(links.opened("c9", new FakeStream("c9"), at(1))).isFalse();

        assertThat(links.open()).containsExactly(stream);
    }

    @Test
    public void theEndOfAnUnwantedStreamDoesNotEndTheOneInUse() {
        FakeStream stream = open(C1);

        links.closed("c1", new FakeStream("c1"), at(1));

        assertThat(links.open()).containsExactly(stream);
    }

    @Test
    public void takesADialOfWhichNothingIsHeardForFailed() {
        links.listed(List.of(C1), at(0));
        links.takeDue(at(0));

        assertThat(links.takeDue(at(30_001))).isEmpty();

        assertThat(links.takeDue(at(30_101))).containsExactly(C1);
    }

    @Test
    public void neitherDialsNorTakesAStreamOnceItLeaves() {
        links.listed(List.of(C1, C2), at(0));
        assertThat(links.takeDue(at(0))).hasSize(2);
        links.ended("c2", at(0));

        links.leave();

        assertThat(links.opened("c1", new FakeStream("c1"), at(1))).isFalse();
        assertThat(links.takeDue(at(10_000))).isEmpty();
    }

    @Test
    public void takesABoundedNumberOfControllers() {
        List<ControllerAddress> many =
                IntStream.range(0, 1_000).mapToObj(i -> controller("c" + i)).toList();

        links.listed(many, at(0));

        assertThat(links.takeDue(at(0))).hasSize(ControllerLinks.MOST);
    }

    private FakeStream open(ControllerAddress address) {
        links.listed(List.of(address), at(0));
        links.takeDue(at(0));
        FakeStream stream = new FakeStream(address.id());
        assertThat(links.opened(address.id(), stream, at(0))).isTrue();
        return stream;
    }

    /** Opened at ten seconds, after so many failed dials. */
    private FakeStream failThenOpen(int failures) {
        links.listed(List.of(C1), at(0));
        for (int i = 0; i < failures; i++) {
            assertThat(links.takeDue(at(2_000L * i))).containsExactly(C1);
            links.ended("c1", at(2_000L * i));
        }
        assertThat(links.takeDue(at(10_000))).containsExactly(C1);
        FakeStream stream = new FakeStream("c1");
        assertThat(links.opened("c1", stream, at(10_000))).isTrue();
        return stream;
    }

    private static ControllerAddress controller(String id) {
        return new ControllerAddress(id, "localhost", 16070, 16071, "test");
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * 1_000_000);
    }
}
