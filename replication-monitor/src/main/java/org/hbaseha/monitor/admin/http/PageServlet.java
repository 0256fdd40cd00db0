package org.hbaseha.monitor.admin.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** One file of the page, read once from the jar. */
final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient PageFile file;
    private final transient byte[] content;

    PageServlet(PageFile file) {
        this.file = file;
        this.content = read(file);
    }

    static byte[] read(PageFile file) {
        try (InputStream in = PageServlet.class.getResourceAsStream(file.resource())) {
            if (in == null) {
                throw new IllegalStateException("File of the page is not in the jar file=" + file.resource());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.page(response, file.type());
        response.getOutputStream().write(content);
    }
}
