package org.hbaseha.monitor.admin;

import java.util.List;
import java.util.Optional;
import org.hbaseha.config.HaKeys;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.monitor.admin.monitors.Picture;
import org.hbaseha.monitor.admin.monitors.Site;
import org.hbaseha.monitor.coordination.CoordinationException;
import org.hbaseha.monitor.coordination.MonitorZnodes;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which monitors are asked, and what of: those that ZooKeeper names, or those that are named. */
final class MonitorOptions {

    @Option(
            names = "--monitor",
            paramLabel = "HOST[:PORT]",
            converter = AddressConverter.class,
            description = "Ask this monitor, not those that ZooKeeper names; may be given more than once.")
    private List<MonitorAddress> named = List.of();

    @Option(names = "--peer", paramLabel = "ID", description = "Only this replication peer (all).")
    private Optional<String> peer = Optional.empty();

    boolean areNamed() {
        return !named.isEmpty();
    }

    Optional<String> peer() {
        return peer;
    }

    /** Those to ask. Throws {@link Trouble} when ZooKeeper cannot be asked. */
    List<MonitorAddress> addresses(Surroundings world) {
        if (areNamed()) {
            return named;
        }
        Site site = world.site().get();
        try (MonitorZnodes znodes = MonitorZnodes.reading(site.zooKeeper())) {
            return znodes.monitors();
        } catch (CoordinationException e) {
            throw new Trouble(ExitCode.INIT, String.valueOf(e.getMessage()), "", e);
        }
    }

    /** What they know of all peers. */
    Picture all(Surroundings world) {
        List<MonitorAddress> addresses = addresses(world);
        return new Picture(world.monitors().states(addresses), world.clock().instant());
    }

    /** What they know of the peer that is wanted. Throws {@link Trouble} where monitors answer and none knows it. */
    Picture wanted(Surroundings world) {
        return wantedOf(all(world));
    }

    Picture wantedOf(Picture all) {
        if (peer.isEmpty() || all.isNobodyThere()) {
            return all;
        }
        return all.only(peer.get())
                .orElseThrow(() -> new Trouble(
                        ExitCode.USAGE,
                        "No monitor knows a replication peer of that id peer=" + peer.get() + " peers="
                                + all.pairs().stream()
                                        .map(seen -> seen.pair().peer())
                                        .toList(),
                        "name one of them by --peer"));
    }

    /** {@code host}, {@code host:port} or {@code [address]:port}. */
    static final class AddressConverter implements ITypeConverter<MonitorAddress> {

        private static final String DEFAULT_PORT =
                HaKeys.MONITOR_HTTP_PORT.defaultText().orElseThrow();

        @Override
        public MonitorAddress convert(String text) {
            boolean bracketed = text.startsWith("[");
            int colon = bracketed ? text.indexOf("]:") + 1 : text.lastIndexOf(':');
            String host = colon > 0 ? text.substring(0, colon) : text;
            String port = colon > 0 ? text.substring(colon + 1) : DEFAULT_PORT;
            try {
                String bare = bracketed && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
                if (!bare.matches(bracketed ? "[0-9a-fA-F:.%]+" : "[A-Za-z0-9._-]+")) {
                    throw new IllegalArgumentException("not a host");
                }
                return new MonitorAddress(bare + ":" + port, bare, Integer.parseInt(port), "-");
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is not HOST:PORT");
            }
        }
    }
}
