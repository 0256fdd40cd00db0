package org.hbaseha.it.verify.checker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JVM that makes one check after the other, as whoever started it asks for, and ends with its connection to that. One thread. */
public final class CheckerMain {

    private static final Logger LOG = LoggerFactory.getLogger(CheckerMain.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckerMain() {}

    /** {@code port}: where to get questions from, on loopback. */
    public static void main(String[] port) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("jobs").toAbsolutePath());
        try (Checker checker = new Checker(folder);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port[0]));
                BufferedReader questions = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                Writer answers = new OutputStreamWriter(socket.getOutputStream(), UTF_8)) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                answers.write(JSON.writeValueAsString(answer(checker, JSON.readValue(line, Question.class))) + "\n");
                answers.flush();
            }
        }
        // Threads that HBase's tools left behind must not keep it.
        System.exit(0);
    }

    private static Answer answer(Checker checker, Question question) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            CheckResult result = checker.check(question);
            return new Answer(
                    "", System.nanoTime() - begun, result.bytesBetweenSites(), result.rows(), result.remarks());
        } catch (IOException | RuntimeException e) {
            LOG.error("Check failed check={}", question.kind(), e);
            return new Answer(String.valueOf(e), System.nanoTime() - begun, 0, List.of(), List.of());
        }
    }
}
