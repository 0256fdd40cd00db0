package org.hbaseha.it.cluster;

/**
 * The kinds of servers a site consists of: which class runs them, and in how little memory they still serve a test.
 *
 * <p>Only HBase's servers need opened JDK packages: both refuse to start without the first two, because they patch a
 * final field of the HDFS client, and read memory byte by byte without the third.
 */
enum Role {
    ZOOKEEPER("org.apache.zookeeper.server.quorum.QuorumPeerMain", 64, false),
    NAMENODE("org.hbaseha.it.cluster.FreshNameNode", 128, false),
    DATANODE("org.apache.hadoop.hdfs.server.datanode.DataNode", 96, false),
    MASTER("org.apache.hadoop.hbase.master.HMaster", 192, true),
    REGIONSERVER("org.apache.hadoop.hbase.regionserver.HRegionServer", 256, true);

    private static final String[] OPENED = {
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
        "--add-opens=java.base/java.nio=ALL-UNNAMED"
    };

    private final String mainClass;
    private final int heapMegabytes;
    private final boolean needsOpenedPackages;

    Role(String mainClass, int heapMegabytes, boolean needsOpenedPackages) {
        this.mainClass = mainClass;
        this.heapMegabytes = heapMegabytes;
        this.needsOpenedPackages = needsOpenedPackages;
    }

    ProcessSpec process(String name, String... arguments) {
        ProcessSpec process =
                ProcessSpec.of(name, mainClass).withArguments(arguments).withJvmFlags("-Xmx" + heapMegabytes + "m");
        return needsOpenedPackages ? process.withJvmFlags(OPENED) : process;
    }
}
