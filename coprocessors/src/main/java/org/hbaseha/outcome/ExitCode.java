package org.hbaseha.outcome;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a command returns to the shell. The numbers are a promise to other people's scripts; 5 means what it means for HBase's Canary. */
public enum ExitCode {
    OK(0, "done, and what was asked about is well"),
    USAGE(1, "wrong arguments or configuration"),
    INIT(2, "could not begin: ZooKeeper unreachable, no HBase there, or a port in use"),
    TIMEOUT(3, "no answer in time; whether something changed is not known"),
    ERROR(4, "failed, with a reason"),
    UNHEALTHY(5, "answered, and what was asked about is not well"),
    REFUSED(6, "refused by policy or rights"),
    NEEDS_APPROVAL(7, "would change something and wants --yes");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /** For {@code --help}: number to meaning, in order. */
    public static Map<String, String> table() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(
                        code -> Integer.toString(code.number), ExitCode::meaning, (a, b) -> a, LinkedHashMap::new));
    }
}
