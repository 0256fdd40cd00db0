package org.hbaseha.it.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/**
 * Main class of {@link OwnerDeathIT}'s owners: owns a site of two processes that do nothing, prints its directory, and
 * ends without closing it when its standard input ends. The processes are this class too.
 */
public final class SmallOwner {

    private static final String SLEEP = "sleep";

    private SmallOwner() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals(SLEEP)) {
            new CountDownLatch(1).await();
        }
        boolean network = args[0].equals("network");
        LocalSite site = LocalSite.withoutServers(
                SiteSpec.named("owned").ownHosts(network).build());
        var host = site.network().newHost();
        for (String name : new String[] {"one", "two"}) {
            site.startJvm(SiteNetwork.on(
                    host, ProcessSpec.of(name, SmallOwner.class.getName()).withArguments(SLEEP)));
        }
        switch (args[0]) {
            case "keep" -> site.keepLogs();
            case "detach" -> site.detach();
            default -> {}
        }
        System.out.println(site.directory());
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
