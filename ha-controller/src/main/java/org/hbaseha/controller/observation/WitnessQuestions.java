package org.hbaseha.controller.observation;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/**
 * Questions put to witnesses and not answered yet. A question is good for a while, answered once, and only by whom it was put to; the oldest
 * makes room when there are too many. Safe for any thread, holds its lock only for table work.
 */
final class WitnessQuestions {

    /** What we wanted to know of whom. */
    record Question(ServerName suspect, ServerName witness, int port, boolean serverPort, MonotonicInstant asked) {}

    private final int most;
    private final Duration patience;
    /** In the order of asking, so the oldest comes first. */
    private final LinkedHashMap<Long, Question> open = new LinkedHashMap<>();

    private long lastId;

    WitnessQuestions(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    /** The id that must come back. */
    synchronized long ask(Question question) {
        forgetBefore(question.asked().minus(patience));
        if (open.size() >= most) {
            Iterator<Long> oldest = open.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        lastId++;
        open.put(lastId, question);
        return lastId;
    }

    /** The question, unless it is unknown, too old or was put to somebody else. */
    synchronized Optional<Question> answered(long id, ServerName by, MonotonicInstant now) {
        forgetBefore(now.minus(patience));
        Question question = open.get(id);
        if (question == null || !question.witness().equals(by)) {
            return Optional.empty();
        }
        open.remove(id);
        return Optional.of(question);
    }

    synchronized int size() {
        return open.size();
    }

    private void forgetBefore(MonotonicInstant limit) {
        Iterator<Map.Entry<Long, Question>> oldest = open.entrySet().iterator();
        while (oldest.hasNext() && oldest.next().getValue().asked().isBefore(limit)) {
            oldest.remove();
        }
    }
}
