package org.hbaseha.layout;

/**
 * What a gate znode holds: who has won the one decision about an incarnation of a region server, the server itself or a leader. The znode's
 * data version tells the two apart as well, see {@link ZnodeLayout#gateRecord}.
 */
public sealed interface GateRecord permits StockRecord, ExpireRecord {

    String nonce();

    /** Throws {@link LayoutException} when it is neither. */
    static GateRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("gate", bytes);
        String kind = fields.text("kind");
        return switch (kind) {
            case StockRecord.KIND -> StockRecord.of(fields);
            case ExpireRecord.KIND -> ExpireRecord.of(fields);
            default -> throw new LayoutException("Gate record is of an unknown kind kind=" + kind);
        };
    }
}
