package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.config.HaKeys;

/** A controller's ZooKeeper session as it was asked for and as ZooKeeper granted it: its own bounds win over ours. Pure. */
public record SessionTerms(Duration asked, Duration granted) {

    /** One sentence when the two differ. */
    public Optional<String> difference() {
        return asked.equals(granted)
                ? Optional.empty()
                : Optional.of(
                        "ZooKeeper granted another session than was asked for, and that is how long a dead leader keeps"
                                + " the latch granted=" + granted.toMillis() + "ms " + HaKeys.CONTROLLER_SESSION.name()
                                + "="
                                + asked.toMillis()
                                + "ms: change that setting, or ZooKeeper's tickTime, minSessionTimeout or"
                                + " maxSessionTimeout");
    }

    /** One sentence when the session does not outlive a lease: a leader would lose the latch before its promises end. */
    public Optional<String> tooShortFor(Duration lease) {
        return lease.compareTo(granted) < 0
                ? Optional.empty()
                : Optional.of("The ZooKeeper session that was granted is not longer than the lease granted="
                        + granted.toMillis() + "ms asked=" + asked.toMillis() + "ms " + HaKeys.LEASE.name() + "="
                        + lease.toMillis() + "ms: shorten the lease, or raise ZooKeeper's maxSessionTimeout");
    }
}
