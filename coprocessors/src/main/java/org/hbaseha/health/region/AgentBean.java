package org.hbaseha.health.region;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.hbaseha.wire.nio.CloseCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows an agent to operators: read-only attributes at the region server's {@code /jmx} page, under {@code org.hbaseha:type=Agent}. Where
 * several region servers share a JVM (in tests) the later ones carry {@code server=…} in their name.
 */
final class AgentBean implements DynamicMBean {

    private static final Logger LOG = LoggerFactory.getLogger(AgentBean.class);
    private static final String NAME = "org.hbaseha:type=Agent";

    private record Value(String sentence, Class<?> type, Supplier<Object> get) {}

    private final Map<String, Value> values = new LinkedHashMap<>();

    AgentBean(AgentCounters counters) {
        for (AgentCounter counter : AgentCounter.values()) {
            values.put(counter.attribute(), new Value(counter.sentence(), Long.class, () -> counters.get(counter)));
        }
        for (CloseCause.Kind kind : CloseCause.Kind.values()) {
            values.put(
                    "StreamsRefused" + camelCase(kind),
                    new Value("Dials that failed for this cause", Long.class, () -> counters.getRefused(kind)));
            values.put(
                    "StreamsClosed" + camelCase(kind),
                    new Value("Streams that ended for this cause", Long.class, () -> counters.getClosed(kind)));
        }
    }

    /** Adds an attribute; before {@link #register}. */
    void show(String name, String sentence, Class<?> type, Supplier<Object> get) {
        values.put(name, new Value(sentence, type, get));
    }

    /** Returns what takes the bean away again. A bean that cannot be registered is logged and missed, nothing more. */
    Runnable register(String server) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = registered(beans, server);
            return () -> unregister(beans, name);
        } catch (JMException | RuntimeException e) {
            LOG.warn("Agent is not shown in JMX server={}", server, e);
            return () -> {};
        }
    }

    private ObjectName registered(MBeanServer beans, String server) throws JMException {
        try {
            return beans.registerMBean(this, new ObjectName(NAME)).getObjectName();
        } catch (InstanceAlreadyExistsException e) {
            return beans.registerMBean(this, new ObjectName(NAME + ",server=" + ObjectName.quote(server)))
                    .getObjectName();
        }
    }

    private static void unregister(MBeanServer beans, ObjectName name) {
        try {
            beans.unregisterMBean(name);
        } catch (JMException | RuntimeException e) {
            LOG.debug("Bean was gone already name={}", name, e);
        }
    }

    private static String camelCase(CloseCause.Kind kind) {
        StringBuilder name = new StringBuilder();
        for (String word : kind.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Value value = values.get(name);
        if (value == null) {
            throw new AttributeNotFoundException(name);
        }
        return value.get().get();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList list = new AttributeList();
        for (String name : names) {
            Value value = values.get(name);
            if (value != null) {
                list.add(new Attribute(name, value.get().get()));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("Read only attribute=" + attribute.getName());
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException("No operations action=" + action);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = values.entrySet().stream()
                .map(entry -> new MBeanAttributeInfo(
                        entry.getKey(),
                        entry.getValue().type().getName(),
                        entry.getValue().sentence(),
                        true,
                        false,
                        false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(
                AgentBean.class.getName(), "The heartbeat agent of HBase HA", attributes, null, null, null);
    }
}
