package org.hbaseha.it.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.namenode.FSNamesystem;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/**
 * Main class of a site's NameNode: formats the file system when there is none yet, then is the stock NameNode. Saves the
 * second JVM that {@code -format} would need; on a restart it formats nothing.
 */
public final class FreshNameNode {

    private FreshNameNode() {}

    public static void main(String[] args) throws Exception {
        Configuration configuration = new HdfsConfiguration();
        for (var directory : FSNamesystem.getNamespaceDirs(configuration)) {
            if (!Files.exists(Path.of(directory).resolve("current").resolve("VERSION"))) {
                NameNode.format(configuration);
                // Formatting has registered metrics that the server will register again.
                DefaultMetricsSystem.shutdown();
            }
        }
        NameNode.main(args);
    }
}
