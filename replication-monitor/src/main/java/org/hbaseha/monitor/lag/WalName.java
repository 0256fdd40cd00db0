package org.hbaseha.monitor.lag;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a write-ahead log: files of one group follow one another, each named by the time it was begun.
 *
 * @param group what all files of one log have in common: server, number of the log where a server has several, kind
 * @param begun by its server's clock
 */
public record WalName(String group, Instant begun) {

    private static final Pattern FORM = Pattern.compile("(.+)\\.(\\d{1,18})((?:\\.[a-z]+)?)");

    /** Empty for what is not named like one. */
    public static Optional<WalName> parse(String file) {
        Matcher name = FORM.matcher(file);
        return name.matches()
                ? Optional.of(
                        new WalName(name.group(1) + name.group(3), Instant.ofEpochMilli(Long.parseLong(name.group(2)))))
                : Optional.empty();
    }
}
