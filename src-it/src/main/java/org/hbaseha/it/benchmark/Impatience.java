package org.hbaseha.it.benchmark;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;

/** Connections for looking again and again: what does not answer within 2 s is better asked anew at the next look. */
final class Impatience {

    private Impatience() {}

    static Connection connect(Configuration client) throws IOException {
        Configuration configuration = new Configuration(client);
        configuration.setInt("hbase.client.retries.number", 1);
        configuration.setInt("hbase.rpc.timeout", 2_000);
        return ConnectionFactory.createConnection(configuration);
    }
}
