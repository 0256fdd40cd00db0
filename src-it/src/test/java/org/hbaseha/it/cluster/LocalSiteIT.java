package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.junit.Test;

/** A site of real processes starts in time, fits a small machine, and its servers can be killed, frozen and cut off. */
public final class LocalSiteIT {

    private static final byte[] FAMILY = "f".getBytes(StandardCharsets.UTF_8);

    @Test
    public void startsAndServes() throws Exception {
        long begin = System.nanoTime();
        try (LocalSite site = LocalSite.start(SiteSpec.named("a").build(), LocalSiteIT::say)) {
            say("started after " + (System.nanoTime() - begin) / 1e9);
            try (Connection connection = ConnectionFactory.createConnection(site.clientConfiguration());
                    Admin admin = connection.getAdmin()) {
                TableName name = TableName.valueOf("t");
                admin.createTable(TableDescriptorBuilder.newBuilder(name)
                        .setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY))
                        .build());
                try (Table table = connection.getTable(name)) {
                    byte[] row = {1};
                    table.put(new Put(row).addColumn(FAMILY, row, row));
                    assertThat(table.get(new Get(row)).value()).isEqualTo(row);
                }
            }
            say("table writable after " + (System.nanoTime() - begin) / 1e9);
            site.processes().forEach(p -> say(p + " " + p.rssBytes() / (1 << 20)));
            say("CPU s "
                    + site.processes().stream()
                                    .mapToLong(x -> ProcessHandle.of(x.pid())
                                            .get()
                                            .info()
                                            .totalCpuDuration()
                                            .get()
                                            .toMillis())
                                    .sum()
                            / 1e3);
            say("RSS MiB " + site.rssBytes() / (1 << 20));
            begin = System.nanoTime();
        }
        say("closed after " + (System.nanoTime() - begin) / 1e9);
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
