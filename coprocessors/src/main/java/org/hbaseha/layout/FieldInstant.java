package org.hbaseha.layout;

import java.time.DateTimeException;
import java.time.Instant;

/** ISO-8601 instants in records: for people and for pauses that end, never for deciding an order. */
final class FieldInstant {

    private FieldInstant() {}

    static Instant parse(FieldText.Fields fields, String key) {
        String value = fields.text(key);
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw new LayoutException(
                    "Field is not an instant record=" + fields.what() + " field=" + key + " value=" + value, e);
        }
    }
}
