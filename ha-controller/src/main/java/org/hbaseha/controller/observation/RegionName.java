package org.hbaseha.controller.observation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.util.MD5Hash;

/**
 * A region by its full name, {@code table,startkey,id.encoded.}, which is its row in hbase:meta; {@code encoded} is the MD5 of what stands
 * before the first of these dots, and what people and logs call it. Two names are equal when their encoded forms are. Pure.
 */
final class RegionName {

    private static final int ENCODED_LENGTH = 32;

    private final byte[] row;
    private final String encoded;

    private RegionName(byte[] row, String encoded) {
        this.row = row;
        this.encoded = encoded;
    }

    static RegionName ofRow(byte[] row) {
        int end = row.length - 1;
        int start = end - ENCODED_LENGTH;
        boolean wellFormed = start > 0 && row[end] == '.' && row[start - 1] == '.';
        // Regions older than HBase 0.90 have no encoded part; none lives in a 2.6 cluster, but a strange row must not
        // stop us.
        String encoded = wellFormed
                ? new String(row, start, ENCODED_LENGTH, StandardCharsets.US_ASCII)
                : MD5Hash.getMD5AsHex(row);
        return new RegionName(row.clone(), encoded);
    }

    static RegionName of(TableName table, byte[] startKey, long regionId) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        name.writeBytes(table.getName());
        name.write(',');
        name.writeBytes(startKey);
        name.writeBytes(ascii("," + regionId));
        String encoded = MD5Hash.getMD5AsHex(name.toByteArray());
        name.writeBytes(ascii("." + encoded + "."));
        return new RegionName(name.toByteArray(), encoded);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] row() {
        return row.clone();
    }

    String encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegionName name && name.encoded.equals(encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return encoded;
    }
}
