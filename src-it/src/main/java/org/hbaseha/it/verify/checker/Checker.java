package org.hbaseha.it.verify.checker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.TableName;
import org.apache.hbase.thirdparty.io.netty.channel.EventLoopGroup;
import org.apache.hbase.thirdparty.io.netty.channel.nio.NioEventLoopGroup;
import org.apache.hbase.thirdparty.io.netty.util.concurrent.DefaultThreadFactory;

/** Gives each question to the tool it is for. One thread. */
final class Checker implements AutoCloseable {

    private final Path folder;

    /** As HBase's client makes its own. */
    private final EventLoopGroup threads = new NioEventLoopGroup(
            0, new DefaultThreadFactory("RPCClient-NioEventLoopGroup", true, Thread.NORM_PRIORITY));

    private Optional<Sites> sites = Optional.empty();
    private Optional<OpenPair> pair = Optional.empty();
    private Optional<ContinuousCheck> continuous = Optional.empty();

    /** {@code folder}: for files of HBase's tools. */
    Checker(Path folder) {
        this.folder = folder;
    }

    CheckResult check(Question question) throws IOException, InterruptedException {
        Sites both = sites(question);
        StockJobs stock = new StockJobs(both, folder);
        Duration settle = Duration.ofMillis(question.settleMillis());
        return switch (question.kind()) {
            case VERIFY_SHIPPED -> stock.verify(question.table(), false);
            case VERIFY_TUNED -> stock.verify(question.table(), true);
            case VERIFY_RECOMPARE ->
                stock.verify(
                        question.table(), true, "--recompareTries=5", "--recompareSleep=500", "--recompareThreads=8");
            case HASH_SYNC -> stock.hashAndSync(question.table());
            case FULL -> new FullCheck(both).check(pair(both, question.table()), settle);
            case FULL_CONNECTING -> new FullCheck(both).connectAndCheck(TableName.valueOf(question.table()), settle);
            case MARK -> {
                continuous(both, question.table()).mark();
                yield new CheckResult(0, List.of(), List.of());
            }
            case CONTINUOUS -> continuous(both, question.table()).check(settle);
        };
    }

    private Sites sites(Question question) throws IOException {
        if (sites.isEmpty()) {
            sites = Optional.of(new Sites(question.source(), question.peer(), threads));
        }
        return sites.get();
    }

    private OpenPair pair(Sites both, String table) throws IOException, InterruptedException {
        if (pair.isEmpty()) {
            pair = Optional.of(OpenPair.open(both, TableName.valueOf(table)));
        }
        return pair.get();
    }

    private ContinuousCheck continuous(Sites both, String table) throws IOException, InterruptedException {
        if (continuous.isEmpty()) {
            continuous = Optional.of(new DirtyRangesCheck(both, pair(both, table)));
        }
        return continuous.get();
    }

    @Override
    public void close() throws IOException {
        if (pair.isPresent()) {
            pair.get().close();
        }
        sites.ifPresent(Sites::close);
    }
}
