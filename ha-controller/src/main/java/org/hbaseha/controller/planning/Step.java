package org.hbaseha.controller.planning;

import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.fencing.Epoch;

/** One idempotent part of an expiry. Refused by ZooKeeper, in the same transaction as its effect, when {@code epoch} is no longer the newest. */
public sealed interface Step {

    ServerName server();

    Epoch epoch();

    /**
     * Create the EXPIRE record of this incarnation. From here on it will be expired, by us or by a later leader. Only one of class C,
     * whose process is known to be gone, may take the place of the STOCK record of a server that serves without us.
     */
    record WriteExpire(ServerName server, Epoch epoch, EvidenceClass evidenceClass, String reason) implements Step {}

    /** The answer to a {@link WriteExpire} was lost: see whether the record is there, before anything else is decided about this server. */
    record LookForExpire(ServerName server, Epoch epoch) implements Step {}

    /** Delete {@code /hbase/rs/<server>}: the master starts the stock crash procedure, this one or the next. */
    record DeleteZnode(ServerName server, Epoch epoch) implements Step {}

    /** Ask the master for a crash procedure by Hbck, as none has shown. */
    record ScheduleCrashProcedure(ServerName server, Epoch epoch) implements Step {}
}
