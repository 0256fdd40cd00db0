package org.hbaseha.controller.planning;

/** Why nothing was done about a server that was found dead. The name is what metrics count and {@code hbase-ha why} prints. */
public enum RefusalCode {
    SHADOW_MODE("mode is shadow", "hbase-ha mode automatic"),
    PAUSED("an operator paused the controllers", "hbase-ha resume"),
    MAINTENANCE("somebody works on this server", "hbase-ha maintenance end"),
    AWAITS_APPROVAL("in this mode a person decides", "hbase-ha approve"),
    APPROVAL_STALE(
            "the plan was approved, but the state has changed since", "hbase-ha approve of the plan as it is now"),
    REJECTED("a person rejected the plan, and the state has not changed since", "hbase-ha approve"),
    HOOK_FAILED("the hook before an expiry failed; it is run again", "hbase.ha.hook.before"),
    RATE_BREAKER("too many servers were expired within the breaker's window", "hbase.ha.breaker.window"),
    LAST_SERVER("no other live region server could take the regions", "start another region server"),
    NEW_LEADER("this leader has not led for one lease yet", "hbase.ha.lease"),
    OBSERVER_DEAF(
            "this controller hears hardly any region server just now, so that silence says nothing",
            "the network of this controller's host"),
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
