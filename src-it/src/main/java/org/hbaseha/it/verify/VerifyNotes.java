package org.hbaseha.it.verify;

import java.util.List;
import java.util.Locale;

/** What a reader must know to use the numbers of a run, whatever comes of it. Pure. */
final class VerifyNotes {

    private VerifyNotes() {}

    static List<String> of(VerifyPlan plan) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d rows of 2 columns of 100 bytes in %d regions on %d region servers a site, one version, one file a"
                                + " region, not compressed; seed %d.",
                        plan.content().rows(),
                        plan.content().regions(),
                        VerifyPair.REGION_SERVERS,
                        plan.seed()),
                "All tools run in one JVM beside the source, warm: the start of a JVM, which all of them need, is not counted."
                        + " HBase's run as MapReduce jobs in that JVM, two maps at a time.",
                "verify-replication-tuned: hbase.mapreduce.scan.cachedrows=1000, where the peer's scanner takes one row a call as"
                        + " shipped; recompare: the same with --recompareTries=5 --recompareSleep=500 --recompareThreads=8.",
                "hashtable-synctable: HashTable beside the source, SyncTable, which does not write, beside the peer.",
                "hbase-ha-full: all of replication verify, connected as a monitor is; hbase-ha-full-connecting: with connections of its"
                        + " own, which must find out where the regions are. hbase-ha-continuous: connected, after so large a part of the"
                        + " rows was changed, in the same part of the table. All of these are the mean of some checks in a row.",
                "cpu: all servers of both sites and the tool, by /proc; cpu-client is the tool's part.",
                "bytes-between-sites: what the tool exchanged, both ways, with HBase and ZooKeeper of the site that it does not run"
                        + " beside, without the headers of TCP; for hashtable-synctable the files of hashes, too.",
                "The write cost of the observers is measured elsewhere, on a mini cluster: org.hbaseha.digest.region.DirtyRangeCost.");
    }
}
