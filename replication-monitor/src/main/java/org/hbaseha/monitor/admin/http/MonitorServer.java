package org.hbaseha.monitor.admin.http;

import io.prometheus.metrics.exporter.servlet.javax.PrometheusMetricsServlet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import javax.servlet.http.HttpServlet;
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
import org.hbaseha.monitor.view.ViewJson;

/**
 * {@code / /health /ready /state /findings?table=…&peer=…&limit=… /metrics}. Everything is read only: what changes a setting goes through ZooKeeper, where
 * the secret is asked for. A few threads, none of which can hold up the work of the monitor.
 */
public final class MonitorServer implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int IDLE_MILLIS = 10_000;

    private final Server server;
    private final ServerConnector connector;

    public MonitorServer(String bindAddress, int port, Sources sources) {
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
        serve(context, "/health", new JsonEndpoint(() -> JsonEndpoint.Answer.good(new Health("runs"))));
        serve(
                context,
                "/ready",
                new JsonEndpoint(() -> ready(sources.readiness().get())));
        serve(
                context,
                "/state",
                new JsonEndpoint(() -> JsonEndpoint.Answer.good(sources.state().get())));
        serve(context, "/findings", new FindingsEndpoint(sources.findings()));
        serve(context, "/metrics", new PrometheusMetricsServlet(MonitorMetrics.registry(sources.state())));
        for (PageFile file : PageFile.values()) {
            serve(context, file.path(), new PageServlet(file));
        }
        return context;
    }

    private static void serve(ServletContextHandler context, String path, HttpServlet servlet) {
        // The empty pattern is the root alone; "/" would be everything that nothing else serves.
        context.addServlet(new ServletHolder(servlet), path.equals("/") ? "" : path);
    }

    private static JsonEndpoint.Answer ready(Readiness readiness) {
        return new JsonEndpoint.Answer(readiness.ready(), ViewJson.write(readiness));
    }

    private record Health(String monitor) {}

    /** Returns the port bound. Throws {@link IOException}, its message a sentence for the operator, when the port cannot be had. */
    public int start() throws IOException {
        try {
            server.start();
            return connector.getLocalPort();
        } catch (Exception e) {
            throw new IOException(
                    "HTTP port cannot be opened address=" + connector.getHost() + ":" + connector.getPort() + " error="
                            + rootMessage(e) + ": set " + HaKeys.MONITOR_HTTP_PORT.name()
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

    /** Says what went wrong in one line, without stack traces and without what was asked for. */
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
