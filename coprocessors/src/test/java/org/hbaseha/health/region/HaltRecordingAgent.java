package org.hbaseha.health.region;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.hbase.CoprocessorEnvironment;
import org.apache.hadoop.hbase.coprocessor.RegionServerCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionServerObserver;

/** The agent, in a JVM that it must not halt. */
public final class HaltRecordingAgent implements RegionServerCoprocessor {

    static final List<String> HALTS = new CopyOnWriteArrayList<>();

    private final HeartbeatAgent agent = new HeartbeatAgent(HALTS::add);

    @Override
    public void start(@SuppressWarnings("rawtypes") CoprocessorEnvironment environment) {
        agent.start(environment);
    }

    @Override
    public void stop(@SuppressWarnings("rawtypes") CoprocessorEnvironment environment) {
        agent.stop(environment);
    }

    @Override
    public Optional<RegionServerObserver> getRegionServerObserver() {
        return agent.getRegionServerObserver();
    }
}
