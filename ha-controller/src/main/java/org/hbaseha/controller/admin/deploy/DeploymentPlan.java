package org.hbaseha.controller.admin.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.admin.deploy.JarPlan.HostSteps;

/**
 * What {@code deploy} would do, complete: what is printed is what is done. Pure.
 *
 * @param jars commands for each host
 * @param site HBase's configuration file
 * @param siteBefore its text now
 * @param siteAfter its text afterwards; equal when it has all already
 * @param otherHosts hosts that need the same files and are not this machine
 */
public record DeploymentPlan(
        JarPlan jars, Path site, String siteBefore, String siteAfter, boolean haSiteThere, List<String> otherHosts) {

    public boolean changesSite() {
        return !siteBefore.equals(siteAfter);
    }

    public List<String> diff() {
        return UnifiedDiff.of(site.toString(), site.toString(), siteBefore, siteAfter);
    }

    /** The plan as a person reads it: shell commands and a unified diff. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("# 1. the jar, on each region server");
        jars.hosts().stream().map(HostSteps::lines).forEach(lines::addAll);
        lines.add("");
        if (changesSite()) {
            lines.add("# 2. the change of " + site);
            lines.addAll(diff());
        } else {
            lines.add("# 2. " + site + " names the agent already: nothing to change");
        }
        lines.add("");
        lines.add("# 3. then");
        next().forEach(line -> lines.add("# " + line));
        return lines;
    }

    /** What remains for a person. */
    public List<String> next() {
        List<String> lines = new ArrayList<>();
        if (!otherHosts.isEmpty()) {
            lines.add("bring the same " + site.getFileName() + " and ha-site.xml to " + String.join(" ", otherHosts));
        }
        if (!haSiteThere) {
            lines.add("settings of our own (hbase.ha.*) go to " + site.resolveSibling(HaKeys.SITE_FILE)
                    + ", not to hbase-site.xml: copy conf/ha-site.xml there and set hbase.ha.secret.file");
        }
        lines.add("restart the region servers one by one, so that they load the agent:"
                + " hbase-ha pause --reason \"rolling restart\" --for 30m;"
                + " $HBASE_HOME/bin/rolling-restart.sh --rs-only --graceful; hbase-ha resume");
        lines.add("look whether all agents are live: hbase-ha deploy --check");
        return lines;
    }
}
