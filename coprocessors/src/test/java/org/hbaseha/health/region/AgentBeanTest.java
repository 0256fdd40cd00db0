package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.hbaseha.wire.nio.CloseCause;
import org.junit.Test;

public class AgentBeanTest {

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final AgentCounters counters = new AgentCounters();

    @Test
    public void showsCountersUnderOneNameUntilTakenAway() throws Exception {
        counters.add(AgentCounter.BEATS_MADE);
        counters.refused(CloseCause.Kind.NOT_AUTHENTIC);
        ObjectName name = new ObjectName("org.hbaseha:type=Agent");

        Runnable unregister = new AgentBean(counters).register("rs1,1,1");

        assertThat(beans.getAttribute(name, "BeatsMade")).isEqualTo(1L);
        assertThat(beans.getAttribute(name, "StreamsRefusedNotAuthentic")).isEqualTo(1L);
        assertThat(beans.getMBeanInfo(name).getAttributes()).hasSizeGreaterThan(20);
        unregister.run();
        assertThat(beans.isRegistered(name)).isFalse();
    }

    @Test
    public void givesASecondServerOfTheJvmANameOfItsOwn() throws Exception {
        Runnable first = new AgentBean(counters).register("rs1,1,1");
        Runnable second = new AgentBean(counters).register("rs2,1,1");

        assertThat(beans.isRegistered(new ObjectName("org.hbaseha:type=Agent,server=\"rs2,1,1\"")))
                .isTrue();
        first.run();
        second.run();
        assertThat(beans.queryNames(new ObjectName("org.hbaseha:*"), null)).isEmpty();
    }
}
