package org.hbaseha.controller.admin.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.hbaseha.controller.admin.Views;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.layout.ControllerAddress;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class HttpControllersTest {

    private final Controllers controllers = new HttpControllers(Duration.ofSeconds(2));
    private HttpServer server;

    @Before
    public void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @After
    public void close() {
        server.stop(0);
    }

    @Test
    public void readsBackTheViewThatAControllerServes() throws IOException {
        ControllerView view = Views.leader(Views.alive("rs1,16020,1"));
        answer("/state", 200, Json.mapper().writeValueAsString(view));

        assertThat(controllers.states(List.of(here()))).singleElement().satisfies(reply -> assertThat(reply.value())
                .contains(view));
    }

    @Test
    public void passesOverFieldsOfANewerController() throws IOException {
        answer("/history", 200, "[{\"id\":\"i1\",\"server\":\"rs1,16020,1\",\"mood\":\"fine\",\"milestones\":[]}]");

        assertThat(controllers.histories(List.of(here())).get(0).value())
                .hasValueSatisfying(history -> assertThat(history.get(0).id()).isEqualTo("i1"));
    }

    @Test
    public void saysWhatIsWrongWithEachThatDoesNotAnswer() throws IOException {
        answer("/state", 503, "");
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(controllers.states(List.of(here(), at(closed), at(mute.getLocalPort()))))
                    .extracting(Reply::error)
                    .containsExactly(
                            "answers with HTTP status 503",
                            "refuses connections on port " + closed,
                            "gave no answer within 2000 ms");
        }
    }

    @Test
    public void somethingElseOnThePortIsToldOf() throws IOException {
        answer("/state", 200, "<html>");

        assertThat(controllers.states(List.of(here())).get(0).error())
                .startsWith("answers with something that is not its state: ");
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    private ControllerAddress here() {
        return at(server.getAddress().getPort());
    }

    private static ControllerAddress at(int port) {
        return new ControllerAddress("c" + port, "127.0.0.1", 16_070, port, "1");
    }
}
