package org.hbaseha.controller.lease;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.Promise;

/**
 * The linearizable part of the model: the gate records with their promises, the registered servers and the newest epoch. What is asked takes
 * effect at once and as a whole; that answers are lost and requests late is the asker's part.
 */
final class ModelZooKeeper {

    /** Whose a gate record is. */
    enum Held {
        NONE,
        STOCK,
        EXPIRE
    }

    private static final class Znode {
        private Held held = Held.NONE;
        private int version;
        private EvidenceClass kind = EvidenceClass.NO_CONTACT;
        private final Map<String, Promise> promises = new LinkedHashMap<>();
    }

    private final Flaw flaw;
    private final Map<ServerName, Znode> gate = new LinkedHashMap<>();
    private final Set<ServerName> registered = new LinkedHashSet<>();
    private Epoch epoch = Epoch.NONE;

    ModelZooKeeper(Flaw flaw) {
        this.flaw = flaw;
    }

    void register(ServerName server) {
        registered.add(server);
        gate.put(server, new Znode());
    }

    boolean isRegistered(ServerName server) {
        return registered.contains(server);
    }

    Set<ServerName> registered() {
        return registered;
    }

    Held held(ServerName server) {
        return znode(server).held;
    }

    private Znode znode(ServerName server) {
        return gate.computeIfAbsent(server, any -> new Znode());
    }

    /** A server creates its STOCK record, if there is none; returns whose the record is then. */
    Held claim(ServerName server, int version) {
        Znode znode = znode(server);
        if (znode.held != Held.EXPIRE) {
            // One of its own that is there already is raised to that version.
            znode.held = Held.STOCK;
            znode.version = Math.max(version, znode.version);
        }
        return znode.held;
    }

    /** A server deletes its STOCK record, whatever version it finds. */
    Held release(ServerName server) {
        Znode znode = znode(server);
        znode.held = znode.held == Held.EXPIRE ? Held.EXPIRE : Held.NONE;
        return znode.held;
    }

    /** A creation that its server has given up is carried out after all. */
    void claimLate(ServerName server, int version) {
        if (held(server) == Held.NONE) {
            claim(server, version);
        }
    }

    /** A delete that its server has given up, and which names the version it found, is carried out after all. */
    void releaseLate(ServerName server, int version) {
        if (held(server) == Held.STOCK && znode(server).version == version) {
            release(server);
        }
    }

    /** The first promise of a seat stands. */
    void promise(ServerName server, String seat, Promise promise) {
        znode(server).promises.putIfAbsent(seat, promise);
    }

    Map<String, Promise> promises(ServerName server) {
        return znode(server).promises;
    }

    List<ServerName> expireRecords() {
        List<ServerName> found = new ArrayList<>();
        gate.forEach((server, znode) -> {
            if (znode.held == Held.EXPIRE) {
                found.add(server);
            }
        });
        return found;
    }

    /** The class that an EXPIRE record tells of. */
    EvidenceClass kind(ServerName server) {
        return znode(server).kind;
    }

    Epoch nextEpoch() {
        epoch = epoch.next();
        return epoch;
    }

    boolean isNewest(Epoch claimed) {
        return claimed.equals(epoch);
    }

    /** A leader's step, as {@code FencedStore} asks for it: in one transaction with the check of its epoch. */
    StepOutcome carryOut(Step step) {
        if (!isNewest(step.epoch())) {
            return new StepOutcome.Deposed("there is a newer epoch");
        }
        if (step instanceof Step.WriteExpire write) {
            return expire(write);
        } else if (step instanceof Step.LookForExpire) {
            return held(step.server()) == Held.EXPIRE ? new StepOutcome.Done("found") : new StepOutcome.Absent("none");
        } else if (step instanceof Step.DeleteZnode) {
            registered.remove(step.server());
            if (flaw == Flaw.REMOVES_RECORD) {
                gate.remove(step.server());
            }
            return new StepOutcome.Done("deleted");
        }
        throw new IllegalStateException("Nobody asks for this here step=" + step);
    }

    private StepOutcome expire(Step.WriteExpire write) {
        Znode znode = znode(write.server());
        if (znode.held == Held.STOCK && !takesPlaceOfStock(write)) {
            return new StepOutcome.Failed("it serves as stock HBase does");
        }
        if (znode.held != Held.EXPIRE) {
            znode.held = Held.EXPIRE;
            znode.kind = write.evidenceClass();
        }
        return new StepOutcome.Done("written");
    }

    private boolean takesPlaceOfStock(Step.WriteExpire write) {
        boolean gone = write.evidenceClass() == EvidenceClass.CONCLUSIVE;
        return flaw == Flaw.OVERRULES_STOCK || (gone && flaw != Flaw.STOCK_OUTLIVES_SERVER);
    }
}
