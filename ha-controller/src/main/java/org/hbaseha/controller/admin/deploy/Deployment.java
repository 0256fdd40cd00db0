package org.hbaseha.controller.admin.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.admin.deploy.JarPlan.HostSteps;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** Reads the files a {@link DeploymentPlan} is made from, and carries one out: the rim of {@code deploy}. */
public final class Deployment {

    private static final String SITE = "hbase-site.xml";

    private Deployment() {}

    /** {@code hosts} is a file of names; without it {@code regionservers} beside the configuration counts, where there is one. */
    public static DeploymentPlan plan(Optional<Path> jar, Path folder, Path confDir, Optional<Path> hosts) {
        Path site = confDir.resolve(SITE);
        String before = read(site);
        String after = before.isEmpty() ? SiteEdit.EMPTY_FILE : before;
        for (Map.Entry<String, List<String>> entry : AgentClasses.byKey().entrySet()) {
            for (String className : entry.getValue()) {
                after = edited(site, after, entry.getKey(), className);
            }
        }
        List<String> names = hosts.map(Deployment::hostsOf)
                .orElseGet(() -> RegionServersFile.hosts(read(confDir.resolve("regionservers"))));
        JarPlan jars = JarPlan.of(CoprocessorsJar.find(jar), folder, names, ownNames());
        return new DeploymentPlan(
                jars,
                site,
                before,
                after,
                Files.exists(confDir.resolve(HaKeys.SITE_FILE)),
                jars.hosts().stream()
                        .filter(host -> !host.local())
                        .map(HostSteps::host)
                        .toList());
    }

    private static List<String> hostsOf(Path file) {
        if (!Files.isReadable(file)) {
            throw new Trouble(ExitCode.USAGE, "The list of hosts cannot be read: " + file, "correct --hosts");
        }
        return RegionServersFile.hosts(read(file));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new Trouble(ExitCode.USAGE, "File cannot be read: " + file + " (" + e + ")", "correct its rights", e);
        }
    }

    /** The edit, read back by Hadoop's own parser before anybody relies on it. */
    private static String edited(Path site, String text, String key, String className) {
        try {
            String after = SiteEdit.withClass(text, key, className);
            Configuration readBack = new Configuration(false);
            readBack.addResource(new ByteArrayInputStream(after.getBytes(StandardCharsets.UTF_8)));
            if (readBack.getTrimmedStringCollection(key).stream().anyMatch(entry -> entry.startsWith(className))) {
                return after;
            }
        } catch (RuntimeException e) {
            throw byHand(site, key, className, String.valueOf(e.getMessage()));
        }
        throw byHand(site, key, className, "the result does not say what was meant");
    }

    private static Trouble byHand(Path site, String key, String className, String why) {
        return new Trouble(
                ExitCode.ERROR,
                "This program cannot edit " + site + " (" + why + ")",
                "add " + className + " to " + key + " by hand, as in conf/hbase-site-coprocessors.xml");
    }

    private static Set<String> ownNames() {
        Set<String> names = new HashSet<>();
        try {
            InetAddress own = InetAddress.getLocalHost();
            names.add(own.getHostName());
            names.add(own.getCanonicalHostName());
            names.add(own.getHostAddress());
        } catch (UnknownHostException e) {
            // A machine without a name is known as localhost only.
        }
        return names;
    }

    /** Copies to this machine, to others with {@code ssh}, and writes the configuration, with the old one kept as {@code .bak}. */
    public static void carryOut(DeploymentPlan plan, boolean ssh, Consumer<String> progress) {
        plan.jars().hosts().stream().filter(host -> host.local() || ssh).forEach(host -> host.commands()
                .forEach(command -> execute(host.host(), command, progress)));
        if (!plan.changesSite()) {
            return;
        }
        Path site = plan.site();
        Path backup = site.resolveSibling(site.getFileName() + ".bak");
        Path incoming = site.resolveSibling("." + site.getFileName() + ".incoming");
        try {
            if (Files.exists(site)) {
                Files.copy(site, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                Files.copy(site, incoming, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.writeString(incoming, plan.siteAfter());
            Files.move(incoming, site, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            progress.accept("changed " + site + (plan.siteBefore().isEmpty() ? "" : ", before: " + backup));
        } catch (AccessDeniedException e) {
            throw new Trouble(
                    ExitCode.REFUSED, "No right to write " + e.getFile(), "run as the owner of " + site.getParent(), e);
        } catch (IOException e) {
            throw new Trouble(ExitCode.ERROR, "Configuration cannot be written: " + e, "", e);
        }
    }

    private static void execute(String host, List<String> command, Consumer<String> progress) {
        progress.accept("+ " + String.join(" ", command));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new Trouble(
                        ExitCode.ERROR,
                        "Copying the jar to " + host + " failed: " + said,
                        "correct it and run the same command again, which does no harm where it is done");
            }
        } catch (IOException e) {
            throw new Trouble(ExitCode.ERROR, "Command cannot be run: " + e.getMessage(), "", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble(ExitCode.ERROR, "Interrupted", "", e);
        }
    }
}
