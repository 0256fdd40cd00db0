package org.hbaseha.it.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bridge with hosts on it, in a network that is set aside for measurements (RFC 2544, 198.18.0.0/15) and that this machine forwards nowhere. The
 * machine itself is on it with a few addresses.
 *
 * <p>Everything made is first written down in a file, one {@code netns NAME} or {@code link NAME} a line, by which it can be removed when its owner is
 * gone. Names begin with {@code ha} and the process id of the owner. Creating is for one thread.
 */
public final class PrivateNetwork {

    /** The machine's own addresses end so: from 1 on. Hosts begin after them. */
    private static final int HOME_ADDRESSES = 9;

    private static final int MOST_HOSTS = 200;
    private static final int SUBNETS = 256;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String bridge;
    private final String subnet;
    private final Path made;
    private final List<NetworkHost> hosts = new ArrayList<>();

    private PrivateNetwork(String bridge, String subnet, Path made) {
        this.bridge = bridge;
        this.subnet = subnet;
        this.made = made;
    }

    /**
     * Makes the bridge.
     *
     * @param made the file to write down in what was made
     * @throws IOException where this machine does not allow it; {@link NetworkRoom} says that beforehand
     */
    public static PrivateNetwork create(Path made) throws IOException {
        // At most 15 characters for the name of a link: 2, up to 7 of the process id, 1, and 3 for the number of a
        // host.
        char which = (char) ('a' + COUNT.getAndIncrement() % 26);
        String bridge = "ha" + ProcessHandle.current().pid() + which;
        PrivateNetwork network = new PrivateNetwork(bridge, freeSubnet(), made);
        network.note("link " + bridge);
        List<String> lines = new ArrayList<>(List.of("link add " + bridge + " type bridge"));
        for (int i = 1; i <= HOME_ADDRESSES; i++) {
            lines.add("address add " + network.home(i) + "/24 dev " + bridge);
        }
        lines.add("link set " + bridge + " up");
        KernelCommands.ip(lines);
        return network;
    }

    private static String freeSubnet() throws IOException {
        String taken = KernelCommands.ask("-oneline", "-4", "address", "show");
        int first = Math.floorMod(ProcessHandle.current().pid(), SUBNETS);
        for (int i = 0; i < SUBNETS; i++) {
            String subnet = "198.18." + (first + i) % SUBNETS + ".";
            if (!taken.contains(" " + subnet)) {
                return subnet;
            }
        }
        throw new IOException("No free subnet of 198.18.0.0/16 is left");
    }

    /** An address of the machine itself, from 1. */
    public String home(int number) {
        if (number < 1 || number > HOME_ADDRESSES) {
            throw new IllegalArgumentException("No such address of the machine number=" + number);
        }
        return subnet + number;
    }

    /** Makes one more host. */
    public synchronized NetworkHost addHost() throws IOException {
        int number = hosts.size();
        if (number >= MOST_HOSTS) {
            throw new IllegalStateException("A private network has at most " + MOST_HOSTS + " hosts");
        }
        NetworkHost host = new NetworkHost(bridge + number, subnet + (HOME_ADDRESSES + 1 + number));
        note("netns " + host.name());
        note("link " + host.name());
        KernelCommands.ip(List.of(
                "netns add " + host.name(),
                "link add " + host.name() + " type veth peer name eth0 netns " + host.name(),
                "link set " + host.name() + " master " + bridge + " up"));
        KernelCommands.ipIn(
                host.name(),
                List.of("address add " + host.address() + "/24 dev eth0", "link set eth0 up", "link set lo up"));
        hosts.add(host);
        return host;
    }

    private void note(String line) throws IOException {
        Files.writeString(made, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Removes what such a file says. Processes that still run on the hosts keep running, without a network. */
    static void remove(Path made) throws IOException {
        for (String line : Files.readAllLines(made)) {
            String[] words = line.split(" ", 2);
            try {
                KernelCommands.ip(List.of(words[0] + " delete " + words[1]));
            } catch (IOException e) {
                // It was never made, or went with what was removed before it.
            }
        }
    }
}
