package org.hbaseha.controller.admin.text;

import org.apache.hadoop.hbase.ServerName;

/** Short forms of names for tables. */
final class Names {

    private Names() {}

    /** {@code host:port} of HBase's full name; text that is no such name is left as it is. */
    static String shortName(String server) {
        return ServerName.isFullServerName(server)
                ? ServerName.valueOf(server).getAddress().toString()
                : server;
    }
}
