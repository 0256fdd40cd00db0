package org.hbaseha.controller.admin.http;

import io.prometheus.metrics.exporter.servlet.javax.PrometheusMetricsServlet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;

/**
 * {@code /health /ready /leader /state /history /bundle?id=… /metrics}. Everything is read only: what changes the cluster goes through ZooKeeper, where the
 * secret is asked for. A few threads, none of which can hold up the control loop.
 */
public final class AdminServer implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int IDLE_MILLIS = 10_000;
    private static final int DEFAULT_LIMIT = 100;

    private final Server server;
    private final ServerConnector connector;

    /** Where the answers come from. Called by Jetty's threads; must not block. */
    public record Sources(
            Supplier<Answer> health,
            Supplier<Answer> ready,
            Supplier<Answer> leader,
            Supplier<ControllerView> state,
            Supplier<List<IncidentView>> history,
            BundleEndpoint.Source bundles,
            PrometheusRegistry metrics) {}

    public AdminServer(String bindAddress, int port, Sources sources) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("ha-http");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(bindAddress);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(handler(sources));
        server.setErrorHandler(new Terse());
    }

    private static ServletContextHandler handler(Sources sources) {
        ServletContextHandler context = new ServletContextHandler();
        context.setErrorHandler(new Terse());
        endpoint(context, "/health", sources.health());
        endpoint(context, "/ready", sources.ready());
        endpoint(context, "/leader", sources.leader());
        endpoint(context, "/state", () -> new Answer(true, sources.state().get()));
        context.addServlet(
                new ServletHolder(new Endpoint(
                        request -> new Answer(true, last(sources.history().get(), limit(request))))),
                "/history");
        context.addServlet(new ServletHolder(new BundleEndpoint(sources.bundles())), "/bundle");
        context.addServlet(new ServletHolder(new PrometheusMetricsServlet(sources.metrics())), "/metrics");
        return context;
    }

    private static void endpoint(ServletContextHandler context, String path, Supplier<Answer> answer) {
        context.addServlet(new ServletHolder(new Endpoint(request -> answer.get())), path);
    }

    private static int limit(HttpServletRequest request) {
        String text = request.getParameter("limit");
        try {
            return text == null ? DEFAULT_LIMIT : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return DEFAULT_LIMIT;
        }
    }

    private static <T> List<T> last(List<T> all, int limit) {
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    /** Returns the port bound. Throws {@link IOException}, its message a sentence for the operator, when the port cannot be had. */
    public int start() throws IOException {
        try {
            server.start();
            return connector.getLocalPort();
        } catch (Exception e) {
            throw new IOException(
                    "HTTP port cannot be opened address=" + connector.getHost() + ":" + connector.getPort() + " error="
                            + rootMessage(e) + ": set " + HaKeys.CONTROLLER_HTTP_PORT.name()
                            + " to a free port, or stop what uses it",
                    e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("HTTP server did not stop", e);
        }
    }

    /** Says what went wrong in one line, without stack traces. */
    private static final class Terse extends ErrorHandler {

        Terse() {
            setShowStacks(false);
        }

        @Override
        protected void handleErrorPage(HttpServletRequest request, Writer writer, int code, String message)
                throws IOException {
            PrintWriter out = new PrintWriter(writer);
            out.println(code + " " + message);
            out.flush();
        }
    }
}
