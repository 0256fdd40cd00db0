package org.hbaseha.it.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.replication.ReplicationPeerConfig;

/**
 * Two sites that replicate to each other, A to B and B to A, or A to B only, by HBase's own replication.
 *
 * <p>Only families with global scope are replicated; {@link #createReplicatedTable} makes such a table on both. Closing
 * closes both sites.
 */
public final class LocalPair implements AutoCloseable {

    /** What each site calls the other as a replication peer. */
    public static final String PEER = "other";

    private final LocalSite a;
    private final LocalSite b;

    private LocalPair(LocalSite a, LocalSite b) {
        this.a = a;
        this.b = b;
    }

    /**
     * Starts both sites at the same time, and replication between them.
     *
     * @param progress called by two threads
     */
    public static LocalPair start(SiteSpec specA, SiteSpec specB, Consumer<String> progress)
            throws IOException, InterruptedException {
        return start(specA, specB, true, progress);
    }

    /** The same where A is replicated to B, and nothing to A. */
    public static LocalPair startOneWay(SiteSpec specA, SiteSpec specB, Consumer<String> progress)
            throws IOException, InterruptedException {
        return start(specA, specB, false, progress);
    }

    private static LocalPair start(SiteSpec specA, SiteSpec specB, boolean bothWays, Consumer<String> progress)
            throws IOException, InterruptedException {
        LocalPair pair = startSites(specA, specB, progress);
        boolean replicating = false;
        try {
            pair.replicate(pair.a, pair.b);
            if (bothWays) {
                pair.replicate(pair.b, pair.a);
            }
            replicating = true;
            return pair;
        } finally {
            if (!replicating) {
                pair.close();
            }
        }
    }

    public LocalSite a() {
        return a;
    }

    public LocalSite b() {
        return b;
    }

    /** Creates a table on both sites, all of whose families are replicated. */
    public void createReplicatedTable(TableName name, List<String> families, byte[][] splits) throws IOException {
        TableDescriptorBuilder table = TableDescriptorBuilder.newBuilder(name);
        for (String family : families) {
            table.setColumnFamily(ColumnFamilyDescriptorBuilder.newBuilder(ColumnFamilyDescriptorBuilder.of(family))
                    .setScope(1)
                    .build());
        }
        TableDescriptor descriptor = table.build();
        for (LocalSite site : List.of(a, b)) {
            try (Connection connection = ConnectionFactory.createConnection(site.clientConfiguration());
                    Admin admin = connection.getAdmin()) {
                if (splits.length == 0) {
                    admin.createTable(descriptor);
                } else {
                    admin.createTable(descriptor, splits);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            a.close();
        } finally {
            b.close();
        }
    }

    private void replicate(LocalSite from, LocalSite to) throws IOException {
        ReplicationPeerConfig peer = ReplicationPeerConfig.newBuilder()
                .setClusterKey(to.replicationClusterKey())
                .build();
        try (Connection connection = ConnectionFactory.createConnection(from.clientConfiguration());
                Admin admin = connection.getAdmin()) {
            admin.addReplicationPeer(PEER, peer);
        }
    }

    private static LocalPair startSites(SiteSpec specA, SiteSpec specB, Consumer<String> progress)
            throws IOException, InterruptedException {
        ExecutorService starters = Executors.newFixedThreadPool(2);
        try {
            // Both are awaited, so that none is left behind when the other fails.
            List<Future<LocalSite>> starts = starters.invokeAll(
                    List.of(() -> LocalSite.start(specA, progress), () -> LocalSite.start(specB, progress)));
            return both(starts.get(0), starts.get(1));
        } finally {
            starters.shutdown();
        }
    }

    private static LocalPair both(Future<LocalSite> startOfA, Future<LocalSite> startOfB)
            throws IOException, InterruptedException {
        List<LocalSite> started = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<LocalSite> start : List.of(startOfA, startOfB)) {
            try {
                started.add(start.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        if (!failures.isEmpty()) {
            started.forEach(LocalSite::close);
            throw new IOException("A site of the pair did not start", failures.get(0));
        }
        return new LocalPair(started.get(0), started.get(1));
    }
}
