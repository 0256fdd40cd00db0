package org.hbaseha.it.verify.checker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalSite;
import org.hbaseha.it.cluster.ProcessSpec;
import org.hbaseha.it.verify.content.Found;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowKey;

/** A checker's JVM, as it is asked from outside: a process of a site, which ends with that. One thread. */
public final class CheckerProcess implements AutoCloseable {

    private static final String NAME = "checker";

    private static final Duration CONNECT = Duration.ofMinutes(1);

    /** Longer than HBase's slowest tool takes for a large table. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** As people run Java, and not as a site's small servers are started; the packages are those that HBase's tools want opened. */
    private static final String[] FLAGS = {
        "-XX:-UseSerialGC",
        "-XX:+UseG1GC",
        "-XX:TieredStopAtLevel=4",
        "-Xmx1g",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
        "--add-opens=java.base/java.nio=ALL-UNNAMED"
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalProcess process;
    private final Socket socket;
    private final BufferedReader answers;
    private final Writer questions;
    private final Request request;

    /**
     * What is compared with what.
     *
     * @param settle edits that are older are taken to have been applied on the peer
     */
    public record Request(String table, SiteAddress source, SiteAddress peer, Duration settle) {}

    /**
     * What a check came to.
     *
     * @param wall without the way of question and answer
     * @param bytesBetweenSites which went to or came from the site that it does not run beside
     */
    public record Checked(Duration wall, long bytesBetweenSites, List<Found> rows, List<String> remarks) {

        public Checked {
            rows = List.copyOf(rows);
            remarks = List.copyOf(remarks);
        }
    }

    private CheckerProcess(LocalProcess process, Socket socket, Request request) throws IOException {
        this.process = process;
        this.socket = socket;
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        this.questions = new OutputStreamWriter(socket.getOutputStream(), UTF_8);
        this.request = request;
    }

    /** Starts it beside {@code site}. */
    public static CheckerProcess start(LocalSite site, Request request) throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            door.setSoTimeout((int) CONNECT.toMillis());
            LocalProcess process = site.startJvm(ProcessSpec.of(NAME, CheckerMain.class.getName())
                    .withJvmFlags(FLAGS)
                    .withArguments(String.valueOf(door.getLocalPort())));
            Socket socket = accept(door, process);
            socket.setSoTimeout((int) LONGEST.toMillis());
            return new CheckerProcess(process, socket, request);
        }
    }

    private static Socket accept(ServerSocket door, LocalProcess process) throws IOException {
        try {
            return door.accept();
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    "The checker's process did not come up log=" + process.log() + " " + process.logTail(3), e);
        }
    }

    /** Its own processor time is the checks'. */
    public long pid() {
        return process.pid();
    }

    public Checked ask(CheckKind kind) throws IOException {
        Question question = new Question(
                kind,
                request.table(),
                request.source(),
                request.peer(),
                request.settle().toMillis());
        questions.write(JSON.writeValueAsString(question) + "\n");
        questions.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The checker's process has ended, its log says why check=" + kind + " log="
                    + process.log() + " " + process.logTail(3));
        }
        Answer answer = JSON.readValue(line, Answer.class);
        if (!answer.failure().isEmpty()) {
            throw new IOException(
                    "Check failed check=" + kind + " log=" + process.log() + " cause=" + answer.failure());
        }
        return new Checked(
                Duration.ofNanos(answer.wallNanos()),
                answer.bytesBetweenSites(),
                answer.rows().stream().map(CheckerProcess::found).toList(),
                answer.remarks());
    }

    private static Found found(Answer.FoundRow row) {
        Set<Divergence> classes =
                row.classes().stream().map(Divergence::valueOf).collect(Collectors.toSet());
        return new Found(new RowKey(Bytes.toBytesBinary(row.row())), classes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        process.kill9();
    }
}
