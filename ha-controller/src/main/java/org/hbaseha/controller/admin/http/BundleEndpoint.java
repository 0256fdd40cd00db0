package org.hbaseha.controller.admin.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.hbaseha.controller.bundle.IncidentId;

/**
 * {@code /bundle?id=7-1}: the bundle of an incident as it lies on this controller's disk. 400 for what cannot be an id, which so never becomes
 * a path; 404 when there is none; 500 when the disk cannot be read. Jetty's threads; holds no state.
 */
public final class BundleEndpoint extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Source bundles;

    /** Where bundles are. */
    @FunctionalInterface
    public interface Source {

        /** Empty when there is none of this incident. */
        Optional<byte[]> read(IncidentId id) throws IOException;
    }

    BundleEndpoint(Source bundles) {
        this.bundles = bundles;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        String text = request.getParameter("id");
        Optional<IncidentId> id = text == null ? Optional.empty() : IncidentId.parse(text);
        if (id.isEmpty()) {
            say(response, HttpServletResponse.SC_BAD_REQUEST, "id is not the id of an incident");
            return;
        }
        Optional<byte[]> bundle;
        try {
            bundle = bundles.read(id.get());
        } catch (IOException e) {
            say(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "cannot read the bundle: " + e);
            return;
        }
        if (bundle.isEmpty()) {
            say(response, HttpServletResponse.SC_NOT_FOUND, "has no bundle of " + id.get());
            return;
        }
        response.setContentType("application/gzip");
        response.setContentLength(bundle.get().length);
        response.getOutputStream().write(bundle.get());
    }

    private static void say(HttpServletResponse response, int status, String error) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        JsonForm.mapper().writeValue(response.getOutputStream(), Map.of("error", error));
    }
}
