package org.hbaseha.monitor.admin.http;

import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/**
 * What every answer says about itself to a browser. Row keys are written by whoever writes to the tables: even where the page had a fault, the browser runs
 * no script and loads nothing that is not one of our own files, and takes no data for a page.
 */
final class Headers {

    private Headers() {}

    static void data(HttpServletResponse response, String type) {
        response.setHeader("Cache-Control", "no-store");
        common(response, type);
    }

    static void page(HttpServletResponse response, String type) {
        response.setHeader("Cache-Control", "no-cache");
        common(response, type);
    }

    private static void common(HttpServletResponse response, String type) {
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri"
                        + " 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
