package org.hbaseha.monitor.lag.rim;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/**
 * Reads znodes by ZooKeeper's own client, many at a time. A session that expired is replaced at the next read. What does not exist is empty, other trouble fails the
 * future. Used by one thread; the futures complete on ZooKeeper's.
 */
final class ZooKeeperReads implements AutoCloseable {

    private final String quorum;
    private final Duration session;
    private Optional<ZooKeeper> client = Optional.empty();

    ZooKeeperReads(String quorum, Duration session) {
        this.quorum = quorum;
        this.session = session;
    }

    private ZooKeeper client() throws IOException {
        if (client.isPresent() && !client.get().getState().isAlive()) {
            close();
        }
        if (client.isEmpty()) {
            client = Optional.of(new ZooKeeper(quorum, Math.toIntExact(session.toMillis()), event -> {}));
        }
        return client.get();
    }

    CompletableFuture<List<String>> children(String path) throws IOException {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        client().getChildren(
                        path,
                        false,
                        (int code, String asked, Object context, List<String> children) -> complete(
                                answer,
                                code,
                                asked,
                                Optional.ofNullable(children).orElse(List.of()),
                                List.of()),
                        null);
        return answer;
    }

    CompletableFuture<byte[]> data(String path) throws IOException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        byte[] none = new byte[0];
        client().getData(
                        path,
                        false,
                        (int code, String asked, Object context, byte[] data, Stat stat) -> complete(
                                answer, code, asked, Optional.ofNullable(data).orElse(none), none),
                        null);
        return answer;
    }

    /** Grows with every child that comes or goes; -1 where there is no such znode. */
    CompletableFuture<Integer> childVersion(String path) throws IOException {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        client().exists(
                        path,
                        false,
                        (int code, String asked, Object context, Stat stat) -> complete(
                                answer,
                                code,
                                asked,
                                Optional.ofNullable(stat).map(Stat::getCversion).orElse(-1),
                                -1),
                        null);
        return answer;
    }

    private static <T> void complete(CompletableFuture<T> answer, int code, String path, T value, T none) {
        switch (KeeperException.Code.get(code)) {
            case OK -> answer.complete(value);
            case NONODE -> answer.complete(none);
            default ->
                answer.completeExceptionally(new IOException(
                        "Znode cannot be read path=" + path,
                        KeeperException.create(KeeperException.Code.get(code), path)));
        }
    }

    @Override
    public void close() {
        try {
            if (client.isPresent()) {
                client.get().close(Math.toIntExact(Duration.ofSeconds(1).toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client = Optional.empty();
    }
}
