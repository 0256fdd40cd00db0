package org.hbaseha.controller.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Checks a journal line by line and says how far it is good. Reads each byte once and keeps one line in memory. */
final class AuditChain {

    /** No entry of ours comes near; beyond it, the file is not a journal. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    /** The first line that is wrong, counted from 1, and what is wrong with it. */
    record Break(long line, String reason) {}

    /**
     * How far a journal is good.
     *
     * @param last number of the last good line
     * @param lastHash its hash, the {@code prev} of the next
     * @param goodBytes length of all good lines
     * @param tailBytes after the last line feed: a line that was never finished
     * @param broken empty when all finished lines are good
     */
    record Check(long last, String lastHash, long goodBytes, long tailBytes, Optional<Break> broken) {}

    private AuditChain() {}

    static Check check(InputStream in) throws IOException {
        long last = 0;
        String lastHash = AuditLine.NO_LINE;
        long goodBytes = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            if (read != '\n') {
                line.write(read);
                if (line.size() > LONGEST_LINE) {
                    return new Check(last, lastHash, goodBytes, 0, broken(last + 1, "is far too long"));
                }
                continue;
            }
            byte[] bytes = line.toByteArray();
            Optional<Break> wrong = link(last, lastHash, bytes);
            if (wrong.isPresent()) {
                return new Check(last, lastHash, goodBytes, 0, wrong);
            }
            last++;
            lastHash = AuditLine.sha256(bytes);
            goodBytes += bytes.length + 1;
            line.reset();
        }
        return new Check(last, lastHash, goodBytes, line.size(), Optional.empty());
    }

    private static Optional<Break> link(long last, String lastHash, byte[] line) {
        try {
            AuditLine.Link link = AuditLine.parse(line);
            if (link.seq() != last + 1) {
                return broken(last + 1, "has the number " + link.seq());
            }
            if (!link.prev().equals(lastHash)) {
                return broken(last + 1, "does not follow the line before it");
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return broken(last + 1, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Break> broken(long line, String reason) {
        return Optional.of(new Break(line, reason));
    }
}
