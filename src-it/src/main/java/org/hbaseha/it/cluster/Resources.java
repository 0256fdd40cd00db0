package org.hbaseha.it.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Files that the build puts beside these classes: the reaper's script, the logging, the recommended settings. */
final class Resources {

    private Resources() {}

    static URL url(String name) {
        URL url = Resources.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException("A file of the build is not on the class path: file=" + name);
        }
        return url;
    }

    static String text(String name) {
        try (InputStream stream = url(name).openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
