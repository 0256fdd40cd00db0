package org.hbaseha.controller.planning;

/** Why nothing was done about a server that was found dead. The name is what metrics count and {@code hbase-ha why} prints. */
public enum RefusalCode {
    SHADOW_MODE("mode is shadow", "hbase-ha arm, or hbase-ha mode"),
    PAUSED("an operator paused the controllers", "hbase-ha resume"),
    MAINTENANCE("somebody works on this server", "hbase-ha maintenance end"),
    AWAITS_APPROVAL("in this mode a person decides", "hbase-ha approve"),
    APPROVAL_STALE(
            "the plan was approved, but the state has changed since", "hbase-ha approve of the plan as it is now"),
    REJECTED("a person rejected the plan, and the state has not changed since", "hbase-ha approve"),
    HOOK_FAILED("the hook before an expiry failed; it is run again", "hbase.ha.hook.before"),
    RATE_BREAKER(
            "too many servers were expired within the breaker's window",
            "hbase-ha breakers reset expiry-rate --reason TEXT, or hbase.ha.breaker.window"),
    LAST_SERVER("no other live region server could take the regions", "start another region server"),
    NOT_LEASED(
            "it does not count on a lease of these controllers, so that silence does not close its gate: ZooKeeper's session decides",
            "hbase-ha gate status, which shows why (gate rearm after a disarm; hbase.ha.controllers, hbase.ha.lease; the agent's version)"),
    NEW_LEADER("this leader has not led for one lease yet", "hbase.ha.lease"),
    STARTING_UP(
            "it, or the cluster, has only just started",
            "waiting, hbase.ha.breaker.startup.grace, or hbase-ha breakers reset start-up --reason TEXT"),
    MASS_SILENCE(
            "many servers fell silent at once, which is one event and for a person to judge",
            "hbase-ha breakers reset mass-silence --reason TEXT"),
    FLAPPING(
            "it falls silent and comes back again and again",
            "five steady minutes, or hbase-ha breakers reset flapping --reason TEXT"),
    ROLLING_RESTART(
            "a rolling restart is under way and it was restarted, or said that it stops, a moment ago",
            "waiting, hbase.ha.breaker.startup.grace, or hbase-ha breakers reset rolling-restart --reason TEXT"),
    OBSERVER_DEAF(
            "this controller hears hardly any region server just now, so that silence says nothing",
            "the network of this controller's host"),
    ZOOKEEPER_TROUBLE(
            "ZooKeeper does not answer this controller in time, or did not until a moment ago: servers may be busy with their own trouble with it",
            "waiting: it passes one lease (hbase.ha.lease) after ZooKeeper answers in time again"),
    FILE_SYSTEM_TROUBLE(
            "the file system under HBase is in trouble: servers that wait for it look paused, and no regions could be recovered",
            "waiting until it answers, or hbase-ha breakers reset file-system --reason TEXT"),
    OBSERVER_PAUSED("this controller itself stood still a moment ago", "hbase.ha.lease");

    private final String words;
    private final String remedy;

    RefusalCode(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    public String words() {
        return words;
    }

    /** The setting or command that would change it. */
    public String remedy() {
        return remedy;
    }

    /** Whether nothing but a person's word is missing. */
    public boolean asksPerson() {
        return this == AWAITS_APPROVAL || this == APPROVAL_STALE || this == REJECTED;
    }
}
