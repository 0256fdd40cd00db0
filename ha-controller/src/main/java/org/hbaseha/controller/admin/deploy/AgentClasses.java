package org.hbaseha.controller.admin.deploy;

import java.util.LinkedHashMap;
import java.util.Map;

/** What region servers load of ours, and under which key of HBase. */
public final class AgentClasses {

    public static final String AGENT = "org.hbaseha.health.region.HeartbeatAgent";
    public static final String AGENT_KEY = "hbase.coprocessor.regionserver.classes";
    public static final String WRITE_AGE = "org.hbaseha.health.region.WriteAgeObserver";
    public static final String WRITE_AGE_KEY = "hbase.coprocessor.user.region.classes";

    private AgentClasses() {}

    /** Key to class, in the order in which they are written. */
    public static Map<String, String> byKey() {
        Map<String, String> classes = new LinkedHashMap<>();
        classes.put(AGENT_KEY, AGENT);
        classes.put(WRITE_AGE_KEY, WRITE_AGE);
        return classes;
    }
}
