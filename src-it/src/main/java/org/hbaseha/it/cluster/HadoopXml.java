package org.hbaseha.it.cluster;

import java.io.IOException;
import java.io.Writer;
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

    /** Reads one of the files that the project recommends to operators. */
    static Map<String, String> recommended(String fileName) {
        Configuration configuration = new Configuration(false);
        configuration.addResource(Resources.url(fileName));
        Map<String, String> settings = new TreeMap<>();
        configuration.forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
        return settings;
    }
}
