package org.hbaseha.layout;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A server's own claim on its gate record: it has lost the majority of the controllers and serves on as stock HBase does. Created once, never
 * changed, deleted by the server when its lease is good again. {@code nonce} tells the server after a lost answer whether the record is its own.
 */
public record StockRecord(String nonce) {

    private static final String KIND = "STOCK";

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", KIND);
        fields.put("nonce", nonce);
        return FieldText.encode(fields);
    }

    /** Whether a gate record is one of these; it is an {@link ExpireRecord} otherwise, or of no known kind. */
    public static boolean isStock(byte[] gateRecord) {
        return KIND.equals(FieldText.decode("gate", gateRecord).text("kind"));
    }

    /** Throws {@link LayoutException} when the record is of another kind. */
    public static StockRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("gate", bytes);
        if (!KIND.equals(fields.text("kind"))) {
            throw new LayoutException("Gate record is not a STOCK kind=" + fields.text("kind"));
        }
        return new StockRecord(fields.text("nonce"));
    }
}
