package org.hbaseha.controller.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

public final class HostAddressesTest {

    private static final ServerName SERVER = ServerName.valueOf("rs1", 16020, 1);
    private static final ServerName RESTARTED = ServerName.valueOf("rs1", 16020, 2);

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    public void looksUpEachIncarnationOnceAndBeforehand() {
        try (HostAddresses addresses = new HostAddresses(host -> {
            asked.add(host);
            return InetAddress.getLoopbackAddress();
        })) {
            addresses.learn(Set.of(SERVER));
            await().until(() -> addresses.find(SERVER).isPresent());
            addresses.learn(Set.of(SERVER, RESTARTED));
            await().until(() -> addresses.find(RESTARTED).isPresent());

            assertThat(asked).containsExactly("rs1", "rs1");
        }
    }

    @Test
    public void anUnknownHostIsAskedForAgainWithoutWaiting() {
        try (HostAddresses addresses = new HostAddresses(host -> {
            asked.add(host);
            if (asked.size() < 3) {
                throw new UnknownHostException(host);
            }
            return InetAddress.getLoopbackAddress();
        })) {
            await().until(() -> addresses.find(SERVER).equals(Optional.of(InetAddress.getLoopbackAddress())));

            assertThat(asked).hasSize(3);
        }
    }
}
