package org.hbaseha.config;

import java.util.Optional;

/**
 * One setting: its name, how its text becomes a value, its default as an operator would write it (empty: there is none and the setting may be
 * absent) and one sentence of explanation.
 */
public record ConfigKey<T>(String name, ValueFormat<T> format, Optional<String> defaultText, String sentence) {

    public ConfigKey {
        if (!name.startsWith(HaKeys.PREFIX)) {
            throw new IllegalArgumentException("Our keys start with hbase.ha. key=" + name);
        }
    }

    static <T> ConfigKey<T> of(String name, ValueFormat<T> format, String defaultText, String sentence) {
        return new ConfigKey<>(name, format, Optional.of(defaultText), sentence);
    }

    static <T> ConfigKey<T> withoutDefault(String name, ValueFormat<T> format, String sentence) {
        return new ConfigKey<>(name, format, Optional.empty(), sentence);
    }
}
