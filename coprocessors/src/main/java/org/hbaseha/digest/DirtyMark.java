package org.hbaseha.digest;

import java.io.IOException;
import java.time.Instant;

/**
 * Up to when somebody knows a region's writes. It means something to that region only while it stays open on its server: a region that was opened anew has another
 * incarnation, and is wholly dirty to whoever comes with this one. So no clock is ever compared with another server's.
 *
 * @param incarnation of the region, at random
 * @param time by the clock of its server
 */
public record DirtyMark(long incarnation, Instant time) {

    void writeTo(DigestWriter out) {
        out.i64(incarnation);
        out.i64(time.toEpochMilli());
    }

    static DirtyMark readFrom(DigestReader in) throws IOException {
        return new DirtyMark(in.i64(), Instant.ofEpochMilli(in.i64()));
    }
}
