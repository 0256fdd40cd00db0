package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.Test;

public class LivePortTest {

    @Test
    public void answersWhileNobodyTendsItAndHangsUpWhenTended() throws IOException {
        try (LivePort live = LivePort.open(0).orElseThrow();
                Socket first = connect(live);
                Socket second = connect(live)) {
            live.hangUp();

            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(second.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    public void refusesOnceItIsClosed() {
        LivePort live = LivePort.open(0).orElseThrow();
        live.close();

        assertThatThrownBy(() -> connect(live)).isInstanceOf(ConnectException.class);
        live.hangUp();
    }

    @Test
    public void anAgentMayDoWithoutOne() {
        assertThat(LivePort.open(-1)).isEmpty();
        try (LivePort taken = LivePort.open(0).orElseThrow()) {
            assertThat(LivePort.open(taken.port())).isEmpty();
        }
    }

    private static Socket connect(LivePort live) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), live.port());
    }
}
