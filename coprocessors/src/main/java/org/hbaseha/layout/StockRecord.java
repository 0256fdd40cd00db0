package org.hbaseha.layout;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The word of a region server that stock rules alone hold for this incarnation of it: nobody may expire it for being silent. Written by the
 * server itself; {@code nonce} is its own, for people who compare it with the server's log.
 */
public record StockRecord(String nonce) implements GateRecord {

    static final String KIND = "STOCK";

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", KIND);
        fields.put("nonce", nonce);
        return FieldText.encode(fields);
    }

    static StockRecord of(FieldText.Fields fields) {
        return new StockRecord(fields.text("nonce"));
    }
}
