package org.hbaseha.controller.planning.breaker;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.net.Address;

/** Which hosts share a rack, and so a switch and a fuse. Host names as HBase names its region servers; letter case does not matter. */
public record Racks(Map<String, Set<String>> hosts) {

    public static final Racks NONE = new Racks(Map.of());

    /** A rack of one is a host; one rack is the cluster. Neither tells a rack's fault from anything else. */
    private static final int LEAST_SERVERS = 2;

    private static final int LEAST_RACKS = 2;

    public static Racks of(Map<String, List<String>> hosts) {
        return new Racks(hosts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, rack -> rack.getValue().stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()))));
    }

    /** The first rack, by name, of which all of {@code servers} are among {@code silent}. */
    Optional<String> silentAsAWhole(Set<Address> servers, Set<Address> silent) {
        Map<String, Set<Address>> members =
                hosts.keySet().stream().collect(Collectors.toMap(rack -> rack, rack -> of(rack, servers)));
        members.values().removeIf(those -> those.size() < LEAST_SERVERS);
        if (members.size() < LEAST_RACKS) {
            return Optional.empty();
        }
        return members.entrySet().stream()
                .filter(rack -> silent.containsAll(rack.getValue()))
                .map(Map.Entry::getKey)
                .min(String::compareTo);
    }

    private Set<Address> of(String rack, Set<Address> servers) {
        Set<String> those = hosts.getOrDefault(rack, Set.of());
        return servers.stream()
                .filter(server -> those.contains(server.getHostName().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
