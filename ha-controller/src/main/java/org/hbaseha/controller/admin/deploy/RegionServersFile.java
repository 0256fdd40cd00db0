package org.hbaseha.controller.admin.deploy;

import java.util.List;

/** {@code conf/regionservers}: one host a line, blank lines and {@code #} comments allowed. Pure. */
public final class RegionServersFile {

    private RegionServersFile() {}

    public static List<String> hosts(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
    }
}
