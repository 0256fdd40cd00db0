package org.hbaseha.layout;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hbaseha.fencing.Epoch;

/**
 * The text form of every znode of ours: {@code key=value} lines, the first of them {@code format=N}. Chosen over a binary form because an
 * operator reads these with zkCli in the worst hour of the year. Unknown fields are ignored, so that newer writers do not stop older readers.
 */
final class FieldText {

    private FieldText() {}

    static byte[] encode(Map<String, String> fields) {
        StringBuilder text = new StringBuilder("format=" + FormatVersion.CURRENT.number() + "\n");
        fields.forEach((key, value) -> text.append(key)
                .append('=')
                .append(value.replace('\n', ' ').replace('\r', ' '))
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Throws {@link LayoutException} when the bytes are not of a form this version reads. */
    static Fields decode(String what, byte[] bytes) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        String format = fields.get("format");
        if (!Integer.toString(FormatVersion.V1.number()).equals(format)) {
            throw new LayoutException("Record has an unknown format record=" + what + " format=" + format);
        }
        return new Fields(what, fields);
    }

    record Fields(String what, Map<String, String> values) {

        String text(String key) {
            String value = values.get(key);
            if (value == null) {
                throw new LayoutException("Record lacks a field record=" + what + " field=" + key);
            }
            return value;
        }

        long number(String key) {
            String value = text(key);
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw new LayoutException(
                        "Field is not a number record=" + what + " field=" + key + " value=" + value, e);
            }
        }

        Epoch epoch() {
            long value = number("epoch");
            if (value < 0) {
                throw new LayoutException("Epoch is negative record=" + what + " value=" + value);
            }
            return new Epoch(value);
        }

        String textOr(String key, String otherwise) {
            return values.getOrDefault(key, otherwise);
        }
    }
}
