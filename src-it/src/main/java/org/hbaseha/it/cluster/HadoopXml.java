package org.hbaseha.it.cluster;

import java.io.IOException;
import java.io.Writer;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** Reads and writes the settings of HBase and HDFS in their own file format. */
final class HadoopXml {

    private HadoopXml() {}

    static void write(Path file, Map<String, String> settings) throws IOException {
        Configuration configuration = new Configuration(false);
        settings.forEach(configuration::set);
        try (Writer writer = Files.newBufferedWriter(file)) {
            configuration.writeXml(writer);
        }
    }

    static Map<String, String> read(Path file) throws IOException {
        return read(file.toUri().toURL());
    }

    /** Reads one of the files that the project recommends to operators. */
    static Map<String, String> recommended(String fileName) {
        return read(Resources.url(fileName));
    }

    private static Map<String, String> read(URL file) {
        Configuration configuration = new Configuration(false);
        configuration.addResource(file);
        Map<String, String> settings = new TreeMap<>();
        configuration.forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
        return settings;
    }
}
