package org.hbaseha.layout;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hbaseha.fencing.Epoch;

/** The newest epoch granted, and the controller it was granted to. */
public record EpochRecord(Epoch epoch, String leader) {

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("epoch", epoch.toString());
        fields.put("leader", leader);
        return FieldText.encode(fields);
    }

    public static EpochRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("epoch", bytes);
        return new EpochRecord(fields.epoch(), fields.text("leader"));
    }
}
