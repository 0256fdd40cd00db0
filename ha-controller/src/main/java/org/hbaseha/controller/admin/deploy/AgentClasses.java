package org.hbaseha.controller.admin.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What region servers load of ours, and under which key of HBase. */
public final class AgentClasses {

    public static final String AGENT = "org.hbaseha.health.region.HeartbeatAgent";
    public static final String AGENT_KEY = "hbase.coprocessor.regionserver.classes";
    public static final String WRITE_AGE = "org.hbaseha.health.region.WriteAgeObserver";
    public static final String GATE = "org.hbaseha.health.region.LeaseGateObserver";
    public static final String REGION_KEY = "hbase.coprocessor.user.region.classes";

    private AgentClasses() {}

    /** Key to classes, in the order in which they are written: what is refused need not be measured, so the gate goes first. */
    public static Map<String, List<String>> byKey() {
        Map<String, List<String>> classes = new LinkedHashMap<>();
        classes.put(AGENT_KEY, List.of(AGENT));
        classes.put(REGION_KEY, List.of(GATE, WRITE_AGE));
        return classes;
    }
}
