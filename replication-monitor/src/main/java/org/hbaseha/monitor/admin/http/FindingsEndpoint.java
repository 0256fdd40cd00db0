package org.hbaseha.monitor.admin.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Findings as JSON lines. A parameter that nobody knows is refused: a mistyped filter would show what was not asked for, and somebody would believe it.
 * Jetty's threads; holds no state.
 */
final class FindingsEndpoint extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Set<String> KNOWN = new TreeSet<>(Set.of("table", "peer", "limit"));
    private static final String DEFAULT_LIMIT = "1000";

    private final transient Function<FindingQuery, List<String>> findings;

    FindingsEndpoint(Function<FindingQuery, List<String>> findings) {
        this.findings = findings;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FindingQuery query;
        try {
            query = query(request);
        } catch (IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
            return;
        }
        List<String> lines = findings.apply(query);
        Headers.data(response, "application/x-ndjson");
        PrintWriter out = response.getWriter();
        lines.stream().limit(query.limit()).forEach(line -> out.print(line + "\n"));
        out.flush();
    }

    private static FindingQuery query(HttpServletRequest request) {
        if (!KNOWN.containsAll(request.getParameterMap().keySet())) {
            throw new IllegalArgumentException("Unknown parameter: there are " + String.join(", ", KNOWN));
        }
        try {
            int limit = Integer.parseInt(parameter(request, "limit").orElse(DEFAULT_LIMIT));
            return new FindingQuery(parameter(request, "table"), parameter(request, "peer"), limit);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("limit is a whole number from 0 to " + FindingQuery.MOST, e);
        }
    }

    private static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(text -> !text.isEmpty());
    }
}
