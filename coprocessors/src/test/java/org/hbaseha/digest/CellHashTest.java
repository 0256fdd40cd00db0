package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.hbase.ByteBufferKeyValue;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.KeyValue;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hbase.thirdparty.com.google.common.hash.HashCode;
import org.apache.hbase.thirdparty.com.google.common.hash.Hashing;
import org.junit.Test;

public class CellHashTest {

    private static final Random RANDOM = new Random(20_260_101);

    private final CellHash hash = new CellHash();

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static KeyValue cell(
            String row, String family, String qualifier, long time, KeyValue.Type type, String value) {
        return new KeyValue(
                Bytes.toBytes(row), Bytes.toBytes(family), Bytes.toBytes(qualifier), time, type, Bytes.toBytes(value));
    }

    private String hashOf(Cell cell) {
        hash.hash(cell);
        return Long.toHexString(hash.low()) + ":" + Long.toHexString(hash.high());
    }

    /** Another implementation of the same function, over the documented form. */
    private static String expected(Cell cell) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(form);
        out.writeShort(cell.getRowLength());
        out.write(CellUtil.cloneRow(cell));
        out.writeByte(cell.getFamilyLength());
        out.write(CellUtil.cloneFamily(cell));
        out.writeInt(cell.getQualifierLength());
        out.write(CellUtil.cloneQualifier(cell));
        out.writeLong(cell.getTimestamp());
        out.writeByte(cell.getType().getCode());
        out.write(CellUtil.cloneValue(cell));
        HashCode code = Hashing.murmur3_128(0).hashBytes(form.toByteArray());
        ByteBuffer bytes = ByteBuffer.wrap(code.asBytes()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return Long.toHexString(bytes.getLong()) + ":" + Long.toHexString(bytes.getLong());
    }

    @Test
    public void isMurmur3OfTheDocumentedFormWhateverTheLength() throws IOException {
        for (int length = 0; length < 200; length++) {
            KeyValue cell =
                    new KeyValue(bytes(1 + length % 40), bytes(length % 7), bytes(length % 23), length, bytes(length));

            assertThat(hashOf(cell)).as("value of " + length + " bytes").isEqualTo(expected(cell));
        }
        KeyValue large = new KeyValue(bytes(30_000), bytes(1), bytes(70_000), 1, bytes(1_000_000));
        assertThat(hashOf(large)).isEqualTo(expected(large));
    }

    @Test
    public void itDoesNotMatterWhereACellLies() {
        KeyValue inArray = cell("row", "f", "q", 7, KeyValue.Type.Put, "value");
        ByteBuffer direct = ByteBuffer.allocateDirect(inArray.getLength() + 3);
        direct.position(3);
        direct.put(inArray.getBuffer(), inArray.getOffset(), inArray.getLength());

        assertThat(hashOf(new ByteBufferKeyValue(direct, 3, inArray.getLength())))
                .isEqualTo(hashOf(inArray));
    }

    @Test
    public void neitherSequenceIdsNorTagsCount() {
        KeyValue plain = cell("row", "f", "q", 7, KeyValue.Type.Put, "value");
        KeyValue tagged = new KeyValue(
                Bytes.toBytes("row"),
                Bytes.toBytes("f"),
                Bytes.toBytes("q"),
                7,
                Bytes.toBytes("value"),
                new org.apache.hadoop.hbase.Tag[] {new org.apache.hadoop.hbase.ArrayBackedTag((byte) 9, "tag")});
        tagged.setSequenceId(99);

        assertThat(hashOf(tagged)).isEqualTo(hashOf(plain));
    }

    @Test
    public void everythingElseOfACellCountsAndSoDoBorders() {
        List<KeyValue> different = new ArrayList<>(List.of(
                cell("row", "f", "q", 7, KeyValue.Type.Put, "value"),
                cell("rox", "f", "q", 7, KeyValue.Type.Put, "value"),
                cell("row", "g", "q", 7, KeyValue.Type.Put, "value"),
                cell("row", "f", "r", 7, KeyValue.Type.Put, "value"),
                cell("row", "f", "q", 8, KeyValue.Type.Put, "value"),
                cell("row", "f", "q", 7, KeyValue.Type.Delete, "value"),
                cell("row", "f", "q", 7, KeyValue.Type.Put, "valuf"),
                // The same letters in the same order, parted elsewhere.
                cell("rowf", "", "q", 7, KeyValue.Type.Put, "value"),
                cell("row", "fq", "", 7, KeyValue.Type.Put, "value"),
                cell("row", "f", "q", 7, KeyValue.Type.Put, "value\0"),
                cell("row", "f", "q", 7, KeyValue.Type.Put, "")));

        assertThat(different.stream().map(this::hashOf)).doesNotHaveDuplicates();
    }

    @Test
    public void theRowOfTheLastCellIsToldByItsPrefix() {
        hash.hash(cell("row-17", "f", "q", 7, KeyValue.Type.Put, "value"));

        assertThat(hash.rowPrefix(24)).isEqualTo(Bytes.toBytes("row"));
        assertThat(hash.rowPrefix(8_000)).isEqualTo(Bytes.toBytes("row-17"));
        // The last bits of w are 111, those of t 100.
        assertThat(hash.rowPrefix(22)).isEqualTo(Bytes.toBytes("rot"));
        assertThat(hash.rowHasPrefix(Bytes.toBytes("rot"), 22)).isTrue();
        assertThat(hash.rowHasPrefix(Bytes.toBytes("rot"), 23)).isFalse();
        assertThat(hash.rowHasPrefix(Bytes.toBytes("row-"), 32)).isTrue();
        assertThat(hash.rowHasPrefix(new byte[0], 0)).isTrue();
        assertThat(hash.rowHasPrefix(Bytes.toBytes("row"), 32)).isFalse();
        assertThat(hash.rowHasPrefix(Bytes.toBytes("row-17"), 8_000)).isTrue();
        assertThat(hash.rowHasPrefix(Bytes.toBytes("row-18"), 8_000)).isFalse();
    }
}
