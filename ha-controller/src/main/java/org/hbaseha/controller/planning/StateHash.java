package org.hbaseha.controller.planning;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;

/**
 * Names the state that a decision about a server rests on: the incarnation, the class of the evidence, and which servers are registered. Equal
 * states have equal names, whoever leads: there is no epoch, time or random number in it. Pure.
 */
public final class StateHash {

    /** Short enough to be read out; a collision would have to be met within a plan's minutes. */
    private static final int DIGITS = 12;

    private StateHash() {}

    /** The registered servers as one word, for {@link #of}; computed once for many incidents. */
    public static String ofServers(Collection<ServerName> registered) {
        StringBuilder names = new StringBuilder();
        registered.stream().map(ServerName::getServerName).sorted().forEach(name -> names.append(name)
                .append('\n'));
        return hex(names.toString());
    }

    /** {@code servers} is what {@link #ofServers} says of those registered. */
    public static String of(ServerName server, EvidenceClass kind, String servers) {
        return hex(server.getServerName() + "\n" + kind.letter() + "\n" + servers)
                .substring(0, DIGITS);
    }

    private static String hex(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
