package org.hbaseha.monitor.admin.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.hbaseha.monitor.view.ViewJson;

/** One path that answers GET with JSON and takes no parameters. Jetty's threads; holds no state. */
final class JsonEndpoint extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<Answer> answers;

    /** Good or not, which a load balancer understands, and JSON. */
    record Answer(boolean ok, String json) {

        static Answer good(Object view) {
            return new Answer(true, ViewJson.write(view));
        }
    }

    JsonEndpoint(Supplier<Answer> answers) {
        this.answers = answers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = answers.get();
        response.setStatus(answer.ok() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        Headers.data(response, "application/json");
        response.getOutputStream().write(answer.json().getBytes(StandardCharsets.UTF_8));
    }
}
