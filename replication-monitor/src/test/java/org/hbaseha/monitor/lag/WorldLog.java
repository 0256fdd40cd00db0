package org.hbaseha.monitor.lag;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.hbase.ServerName;

/** The write-ahead log of one server of the simulation, its replication queue, and whoever ships it. Times are true ones, in milliseconds. */
final class WorldLog {

    private static final int MOST_IN_BATCH = 400;
    private static final int LONGEST_SLEEP = 6;

    final WorldServer owner;
    private final Random random;
    private final List<WalName> files = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Deque<ServerName> claims = new ArrayDeque<>();
    ServerName holder;
    /** Index into files of the oldest one in the queue; the size when the queue is gone. */
    private int file;

    private long position;
    /** Index into entries of the first that is not shipped. */
    private int shipped;

    private int oldestMissing;
    private Optional<Batch> batch = Optional.empty();
    private int sleeps = 1;
    private long nextRead;
    private boolean gone;

    private static final class Entry {
        final long at;
        final boolean heartbeat;
        final int file;
        final long end;
        /** As the marker says it. */
        WalName name;

        boolean applied;

        Entry(long at, boolean heartbeat, int file, WalName name, long end) {
            this.at = at;
            this.heartbeat = heartbeat;
            this.file = file;
            this.name = name;
            this.end = end;
        }
    }

    private record Batch(int from, int to, long ends) {}

    WorldLog(WorldServer owner, Random random, long now) {
        this.owner = owner;
        this.random = random;
        this.holder = owner.name;
        roll(now);
    }

    void roll(long now) {
        files.add(new WalName(owner.name.toString(), owner.clock(now)));
    }

    void append(long now, boolean heartbeat) {
        int last = files.size() - 1;
        boolean sameFile = !entries.isEmpty() && entries.get(entries.size() - 1).file == last;
        long before = sameFile ? entries.get(entries.size() - 1).end : 0;
        entries.add(new Entry(now, heartbeat, last, files.get(last), before + 50 + random.nextInt(100)));
    }

    /** The holder dies in the middle: what arrived of the batch stays, and its end is never written down. */
    void claim(ServerName by) {
        claims.addLast(holder);
        holder = by;
        batch = Optional.empty();
        sleeps = 1;
        nextRead = 0;
    }

    void interrupt() {
        batch = Optional.empty();
    }

    /** {@code refuses}: a table of the peer takes no edits; markers go to another. */
    void ship(long now, boolean mayRead, boolean peerAnswers, boolean refuses) {
        if (gone) {
            return;
        }
        if (batch.isPresent()) {
            if (peerAnswers) {
                arrive(now, batch.get(), refuses);
            }
        } else if (mayRead && now >= nextRead) {
            read(now);
        }
    }

    private void read(long now) {
        int end = shipped;
        while (end < entries.size() && entries.get(end).file == file && end - shipped < MOST_IN_BATCH) {
            end++;
        }
        if (end > shipped) {
            sleeps = 1;
            boolean wrongName = file > 0 && random.nextBoolean();
            for (int i = shipped; i < end && wrongName; i++) {
                entries.get(i).name = files.get(file - 1);
            }
            batch = Optional.of(
                    new Batch(shipped, end, now + 30 + random.nextInt(random.nextInt(40) == 0 ? 1_500 : 200)));
        } else if (file < files.size() - 1) {
            file++;
            position = 0;
        } else if (!claims.isEmpty()) {
            gone = true;
        } else {
            sleeps = Math.min(LONGEST_SLEEP, sleeps + 1);
            nextRead = now + sleeps * 1000L;
        }
    }

    private void arrive(long now, Batch current, boolean refuses) {
        for (int i = current.from(); i < current.to(); i++) {
            Entry entry = entries.get(i);
            if (!entry.applied && (entry.heartbeat || !refuses) && random.nextInt(4) == 0) {
                entry.applied = true;
            }
        }
        if (now >= current.ends() && !refuses) {
            for (int i = current.from(); i < current.to(); i++) {
                entries.get(i).applied = true;
            }
            shipped = current.to();
            position = entries.get(shipped - 1).end;
            batch = Optional.empty();
        }
    }

    /** When the oldest edit was written that the peer has not. */
    Optional<Long> oldestMissing() {
        while (oldestMissing < entries.size()
                && (entries.get(oldestMissing).applied || entries.get(oldestMissing).heartbeat)) {
            oldestMissing++;
        }
        return oldestMissing < entries.size() ? Optional.of(entries.get(oldestMissing).at) : Optional.empty();
    }

    Optional<Heartbeat> newestHeartbeat() {
        for (int i = Math.min(entries.size(), shipped + MOST_IN_BATCH + 1) - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.heartbeat && entry.applied) {
                return Optional.of(new Heartbeat(owner.name, owner.clock(entry.at), entry.name, entry.end));
            }
        }
        return Optional.empty();
    }

    Optional<SourceQueue> queue() {
        if (gone) {
            return Optional.empty();
        }
        Map<WalName, Long> left = new HashMap<>();
        for (int i = file; i < files.size(); i++) {
            left.put(files.get(i), i == file ? position : 0L);
        }
        return Optional.of(new SourceQueue(holder, new QueueId(LagWorld.PEER, List.copyOf(claims)), left));
    }
}
