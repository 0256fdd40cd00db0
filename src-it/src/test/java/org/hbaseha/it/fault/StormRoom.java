package org.hbaseha.it.fault;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a machine has room for a {@link ConnectStorm} that fills the backlog of a listener which asked for all it can get. Pure but for {@link
 * #ofThisMachine}.
 *
 * @param backlog {@code net.core.somaxconn}: connections that wait for a listener to accept them
 * @param descriptors files that a process may have open; the storm has a socket for each connection, and so has the server once it accepts
 * @param openDescriptors files that are open already
 * @param ports local ports for connections to one address
 */
public record StormRoom(int backlog, long descriptors, long openDescriptors, int ports) {

    /** Attempts beyond a full backlog; these are the ones that wait in vain. */
    private static final int BEYOND_BACKLOG = 2_000;

    /** For everything else that the two processes open meanwhile. */
    private static final int RESERVE = 1_000;

    /** A connect waits a second before it is given up, and the pause has three; a busy machine with two cores fills 4,096 in up to 0.4 s. */
    private static final int MOST_BACKLOG = 8_192;

    private static final Path BACKLOG = Path.of("/proc/sys/net/core/somaxconn");
    private static final Path PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** Throws {@link IOException} where the system does not tell, as one that is not Linux. */
    public static StormRoom ofThisMachine() throws IOException {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            throw new IOException("The system does not tell how many files a process may open");
        }
        return new StormRoom(
                Integer.parseInt(line(BACKLOG).strip()),
                system.getMaxFileDescriptorCount(),
                system.getOpenFileDescriptorCount(),
                portsIn(line(PORTS)));
    }

    /** In one read, which {@link Files#readString} does not do: the kernel tells a setting only to the first one. */
    private static String line(Path setting) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(setting)) {
            String line = reader.readLine();
            if (line == null) {
                throw new IOException("The system does not tell setting=" + setting);
            }
            return line;
        }
    }

    /** How many ports a range such as {@code 32768 60999} has. */
    static int portsIn(String range) {
        String[] ends = range.strip().split("\\s+", -1);
        return Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
    }

    /** How many connections the storm has to try at the same time. */
    public int connections() {
        return backlog + BEYOND_BACKLOG;
    }

    /** Why a storm would show nothing here; empty when there is room. */
    public Optional<String> obstacle() {
        if (backlog > MOST_BACKLOG) {
            return Optional.of("net.core.somaxconn is " + backlog + ", more than can be filled in time (at most "
                    + MOST_BACKLOG + ")");
        }
        long needed = connections() + RESERVE + openDescriptors;
        if (descriptors < needed) {
            return Optional.of("a process may open " + descriptors + " files and " + needed
                    + " are needed for net.core.somaxconn=" + backlog + ": ulimit -n " + needed);
        }
        if (ports < connections() + RESERVE) {
            return Optional.of("net.ipv4.ip_local_port_range has " + ports + " ports and " + (connections() + RESERVE)
                    + " are needed for net.core.somaxconn=" + backlog);
        }
        return Optional.empty();
    }
}
