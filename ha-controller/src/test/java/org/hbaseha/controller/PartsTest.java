package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class PartsTest {

    private final Parts parts = new Parts();
    private final List<String> closed = new ArrayList<>();

    @Test
    public void closesInTheOppositeOrderAndOnce() {
        parts.keep(() -> closed.add("session"));
        parts.keep(() -> closed.add("leadership"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("leadership", "session");
    }

    @Test
    public void aPartThatDoesNotCloseKeepsNoOtherFromIt() {
        parts.keep(() -> closed.add("session"));
        parts.keep(() -> {
            throw new IllegalStateException("it is stuck");
        });

        parts.close();

        assertThat(closed).containsExactly("session");
    }
}
