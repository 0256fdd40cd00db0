package org.hbaseha.it.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A host of a {@link PrivateNetwork}: a namespace with one address, in which processes run, and whose packets can be dropped. Established
 * connections stay silent while it is cut: no end, no reset, no refusal. Any thread; what is asked for has taken effect on return.
 */
public final class NetworkHost {

    private final String name;
    private final String address;
    private final Set<Cut> cuts = new LinkedHashSet<>();

    NetworkHost(String name, String address) {
        this.name = name;
        this.address = address;
    }

    /** Of its namespace, and of the machine's end of its cable. */
    public String name() {
        return name;
    }

    public String address() {
        return address;
    }

    /** Words before a command, which then runs on this host. */
    public List<String> launcher() {
        return List.of("ip", "netns", "exec", name);
    }

    /** Drops all packets to and from it. */
    public void isolate() {
        add(List.of(new Cut(Direction.INBOUND, Optional.empty()), new Cut(Direction.OUTBOUND, Optional.empty())));
    }

    /** Drops all packets of one direction. */
    public void cut(Direction direction) {
        add(List.of(new Cut(direction, Optional.empty())));
    }

    /** Drops all packets to and from these addresses. */
    public void cutFrom(List<String> peers) {
        List<Cut> more = new ArrayList<>();
        for (String peer : peers) {
            more.add(new Cut(Direction.INBOUND, Optional.of(peer)));
            more.add(new Cut(Direction.OUTBOUND, Optional.of(peer)));
        }
        add(more);
    }

    /** Lets everything through again. */
    public synchronized void restore() {
        if (!cuts.isEmpty()) {
            cuts.clear();
            apply(List.of("qdisc delete dev " + name + " clsact"));
        }
    }

    private synchronized void add(List<Cut> more) {
        List<String> lines = new ArrayList<>();
        if (cuts.isEmpty()) {
            lines.add("qdisc add dev " + name + " clsact");
        }
        more.stream().filter(cuts::add).map(this::filter).forEach(lines::add);
        apply(lines);
    }

    /** The machine's end of the cable takes in what the host sends. */
    private String filter(Cut cut) {
        String side =
                switch (cut.direction()) {
                    case INBOUND -> "egress";
                    case OUTBOUND -> "ingress";
                };
        return "filter add dev " + name + " " + side + " bpf bytecode \"" + cut.program() + "\" direct-action";
    }

    private static void apply(List<String> lines) {
        try {
            KernelCommands.tc(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name + "[" + address + "]";
    }
}
