package org.hbaseha.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value. {@code parse} throws {@link IllegalArgumentException} for text out of bounds; {@code expected}
 * completes the sentence "expected …" for the operator.
 */
public record ValueFormat<T>(String expected, Function<String, T> parse) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    /** A duration with its unit, between {@code least} and {@code most} (both as an operator would write them). */
    public static ValueFormat<Duration> duration(String least, String most) {
        Duration low = parseDuration(least);
        Duration high = parseDuration(most);
        return new ValueFormat<>("a time with its unit (ms, s, m, h, d) from " + least + " to " + most, text -> {
            Duration value = parseDuration(text);
            if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
                throw new IllegalArgumentException("out of bounds");
            }
            return value;
        });
    }

    /** Reads {@code 500ms}, {@code 2 s}, {@code 10m}; a number without a unit is refused, for nobody agrees what it means. */
    public static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a time with a unit: " + text);
        }
        Duration unit = UNITS.get(matcher.group(2));
        if (unit == null) {
            throw new IllegalStateException("Unit matched by the pattern is not in the table unit=" + matcher.group(2));
        }
        try {
            return unit.multipliedBy(Long.parseLong(matcher.group(1)));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too long: " + text, e);
        }
    }

    public static ValueFormat<Integer> integer(int least, int most) {
        return new ValueFormat<>("a whole number from " + least + " to " + most, text -> {
            int value = Integer.parseInt(text);
            if (value < least || value > most) {
                throw new IllegalArgumentException("out of bounds");
            }
            return value;
        });
    }

    /** A comma-separated list of whole numbers; may be empty. */
    public static ValueFormat<List<Integer>> ports() {
        ValueFormat<Integer> port = integer(1, 65_535);
        return new ValueFormat<>(
                "TCP ports separated by commas, or nothing",
                text -> text.isEmpty()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .map(port.parse())
                                .toList());
    }

    /** A comma-separated list of words, each once; may be empty. */
    public static ValueFormat<List<String>> words() {
        return new ValueFormat<>("words separated by commas, each once, or nothing", text -> {
            if (text.isEmpty()) {
                return List.of();
            }
            List<String> words =
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            if (words.contains("") || words.stream().distinct().count() < words.size()) {
                throw new IllegalArgumentException("an empty word, or one twice");
            }
            return words;
        });
    }

    /** One of two words; true for the first. */
    public static ValueFormat<Boolean> either(String yes, String no) {
        return new ValueFormat<>(yes + " or " + no, text -> {
            if (!text.equals(yes) && !text.equals(no)) {
                throw new IllegalArgumentException("neither");
            }
            return text.equals(yes);
        });
    }

    /** Named groups of words, {@code name=word,word;name=word}; may be empty. A name, and a word in all groups, appears once. */
    public static ValueFormat<Map<String, List<String>>> groups() {
        return new ValueFormat<>("name=host,host;name=host,… with each host once, or nothing", text -> {
            Map<String, List<String>> groups = new LinkedHashMap<>();
            Set<String> words = new HashSet<>();
            for (String group : text.isEmpty() ? new String[0] : text.split(";", -1)) {
                int equals = group.indexOf('=');
                String name = group.substring(0, Math.max(0, equals)).strip();
                List<String> members = Arrays.stream(group.substring(equals + 1).split(",", -1))
                        .map(String::strip)
                        .toList();
                boolean once = groups.put(name, members) == null
                        && members.stream()
                                .allMatch(word -> !word.isEmpty() && words.add(word.toLowerCase(Locale.ROOT)));
                if (name.isEmpty() || !once) {
                    throw new IllegalArgumentException("not a group: " + group);
                }
            }
            return Map.copyOf(groups);
        });
    }

    public static ValueFormat<String> text() {
        return new ValueFormat<>("a word", text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
            return text;
        });
    }

    /** An absolute path of this machine, or nothing. Whether there is such a file is not looked at here. */
    public static ValueFormat<String> fileOrNothing() {
        return new ValueFormat<>("an absolute path such as /etc/hbase-ha/hook.sh, or nothing", text -> {
            if (!text.isEmpty() && !text.startsWith("/")) {
                throw new IllegalArgumentException("not an absolute path");
            }
            return text;
        });
    }

    public static ValueFormat<String> znodePath() {
        return new ValueFormat<>("a ZooKeeper path such as /hbase-ha", text -> {
            if (!text.startsWith("/") || text.length() < 2 || text.endsWith("/")) {
                throw new IllegalArgumentException("not a path");
            }
            return text;
        });
    }
}
