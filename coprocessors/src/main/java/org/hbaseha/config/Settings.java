package org.hbaseha.config;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one process, as text, checked for keys that nobody knows. {@link #get} parses one of them; components read theirs once at
 * start into a record of their own.
 */
public final class Settings {

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Takes what starts with {@code hbase.ha.} from a Hadoop configuration: its {@code entries} give the names, {@code value} gives the text
     * with variables such as <code>${user.name}</code> filled in, which the entries do not have.
     *
     * @throws ConfigException for the first key that is not in {@link HaKeys}, naming the nearest one that is
     */
    public static Settings of(Iterable<Map.Entry<String, String>> entries, Function<String, @Nullable String> value) {
        Map<String, String> ours = new HashMap<>();
        for (Map.Entry<String, String> entry : entries) {
            if (entry.getKey().startsWith(HaKeys.PREFIX)) {
                String text = value.apply(entry.getKey());
                ours.put(entry.getKey(), text == null ? "" : text.strip());
            }
        }
        ours.keySet().stream()
                .sorted()
                .filter(name -> !HaKeys.isKnown(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new ConfigException("Unknown setting key=" + unknown + " nearest=" + nearest(unknown)
                            + ": correct the key or remove it");
                });
        return new Settings(Map.copyOf(ours));
    }

    /** As {@link #of(Iterable, Function)}, from values that are final. */
    public static Settings of(Iterable<Map.Entry<String, String>> entries) {
        Map<String, String> values = new HashMap<>();
        entries.forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return of(values.entrySet(), values::get);
    }

    public static Settings of(Map<String, String> entries) {
        return of(entries.entrySet());
    }

    /** The value, or the key's default. Throws {@link ConfigException} when there is neither, or the text is not of the key's format. */
    public <T> T get(ConfigKey<T> key) {
        return find(key)
                .orElseThrow(() -> new ConfigException("Setting is missing key=" + key.name() + ": set it to "
                        + key.format().expected() + " (" + key.sentence() + ")"));
    }

    /** As {@link #get}, for keys that may be absent. */
    public <T> Optional<T> find(ConfigKey<T> key) {
        String written = values.get(key.name());
        Optional<String> text = written == null ? key.defaultText() : Optional.of(written);
        return text.map(value -> parse(key, value));
    }

    /** True when the operator wrote the key down, whatever the default is. */
    public boolean isSet(ConfigKey<?> key) {
        return values.containsKey(key.name());
    }

    /** Every key and the text that counts for it, defaults included; without those that have neither. */
    public Map<String, String> inForce() {
        Map<String, String> all = new TreeMap<>();
        for (ConfigKey<?> key : HaKeys.all()) {
            Optional.ofNullable(values.get(key.name()))
                    .or(key::defaultText)
                    .ifPresent(text -> all.put(key.name(), text));
        }
        return all;
    }

    private static <T> T parse(ConfigKey<T> key, String text) {
        try {
            return key.format().parse().apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Setting has a value that cannot be used key=" + key.name() + " value=" + text
                    + ": expected " + key.format().expected());
        }
    }

    /** The known key with the smallest edit distance (Levenshtein 1966). */
    static String nearest(String unknown) {
        return HaKeys.all().stream()
                .map(ConfigKey::name)
                .min(Comparator.comparingInt((String known) -> distance(unknown, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
