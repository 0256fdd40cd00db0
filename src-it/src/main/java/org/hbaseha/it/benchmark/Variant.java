package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.hbaseha.it.cluster.SiteSpec;

/** What is compared. All run on the same machine, in one run, with the same table and the same client. */
public enum Variant {
    /** HBase as it comes: it asks ZooKeeper for 90 s and gets what a tick of 2 s allows. */
    STOCK_DEFAULT("stock-default", false, false, false, false),
    /** The shortest session that HBase is run with in practice. */
    STOCK_SESSION_3S("stock-session-3s", true, true, false, false),
    /** The best that settings alone give: the short session and all that we recommend. */
    STOCK_SESSION_3S_FAST_LEASE("stock-session-3s-fast-lease", true, true, true, false),
    /**
     * The default session, what we recommend, agents and two controllers in automatic mode. ZooKeeper ends a session at the first tick after its
     * time-out; the short tick lets a lost leader's session end when it was promised to, and leaves that of the region servers as long as it is by default.
     */
    HBASE_HA("hbase-ha", false, true, true, true);

    private static final Duration SHORT_SESSION = Duration.ofSeconds(3);
    static final Duration SHORT_TICK = Duration.ofMillis(500);

    private final String label;
    private final boolean shortSession;
    private final boolean shortTick;
    private final boolean recommended;
    private final boolean addOn;

    Variant(String label, boolean shortSession, boolean shortTick, boolean recommended, boolean addOn) {
        this.label = label;
        this.shortSession = shortSession;
        this.shortTick = shortTick;
        this.recommended = recommended;
        this.addOn = addOn;
    }

    public String label() {
        return label;
    }

    /** Whether agents and controllers run. */
    public boolean hasAddOn() {
        return addOn;
    }

    /** Throws {@link IllegalArgumentException} naming the variants that exist. */
    public static Variant parse(String label) {
        return Arrays.stream(values())
                .filter(variant -> variant.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such variant variant=" + label + " known="
                        + Arrays.stream(values()).map(Variant::label).collect(Collectors.joining(","))));
    }

    /**
     * The HBase of this variant, balancer off so that regions stay where a round has put them.
     *
     * @param ownHosts whether region servers and controllers run on a private network
     */
    SiteSpec site(boolean ownHosts) {
        SiteSpec.Builder site = SiteSpec.named(label)
                .balancer(false)
                .recommendedSettings(recommended)
                .ownHosts(ownHosts);
        if (shortTick) {
            site.zooKeeperTick(SHORT_TICK);
        }
        if (shortSession) {
            site.hbaseSite("zookeeper.session.timeout", String.valueOf(SHORT_SESSION.toMillis()));
        }
        return site.build();
    }

    @Override
    public String toString() {
        return label;
    }
}
