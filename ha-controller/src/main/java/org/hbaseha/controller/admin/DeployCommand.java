package org.hbaseha.controller.admin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.deploy.Deployment;
import org.hbaseha.controller.admin.deploy.DeploymentPlan;
import org.hbaseha.controller.admin.text.TextTable;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deploy}: shows or carries out what brings the agent to the region servers; {@code --check} says where it is live. */
@Command(
        name = "deploy",
        description = {
            "Put the agent's jar where region servers find it, and show the change of hbase-site.xml.",
            "Without --apply the plan is shown and nothing is changed."
        })
final class DeployCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Option(names = "--check", description = "Change nothing: say for each region server whether its agent is live.")
    private boolean check;

    @Option(names = "--apply", description = "Carry the plan out; wants --yes.")
    private boolean apply;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Folder on the region servers (default: $$HBASE_HOME/lib).")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--hosts",
            paramLabel = "FILE",
            description = "Hosts of the region servers, one a line (default: $$HBASE_CONF_DIR/regionservers).")
    private Optional<Path> hosts = Optional.empty();

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The coprocessors jar (default: the one of this program).")
    private Optional<Path> jar = Optional.empty();

    @Option(
            names = "--ssh",
            description = "With --apply: copy to other hosts by scp and ssh; else their commands are printed.")
    private boolean ssh;

    @Mixin
    private final ApprovalOptions approval = new ApprovalOptions();

    DeployCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        return check ? checkAgents() : deploy();
    }

    private int deploy() {
        Path confDir = world.confDir()
                .or(() -> world.hbaseHome().map(home -> home.resolve("conf")))
                .orElseThrow(() -> new Trouble(
                        ExitCode.USAGE, "Where HBase's configuration is, is not known", "set HBASE_CONF_DIR"));
        Path target = folder.or(() -> world.hbaseHome().map(home -> home.resolve("lib")))
                .orElseThrow(() -> new Trouble(
                        ExitCode.USAGE,
                        "Where region servers look for jars is not known",
                        "set HBASE_HOME, or say it with --to DIR"));
        DeploymentPlan plan = Deployment.plan(jar, target, confDir, hosts);
        Output output = new Output(world, common);
        output.data(plan, plan::lines);
        if (!apply) {
            output.say("");
            output.say("This is a plan: deploy --apply --yes carries it out");
            return ExitCode.OK.number();
        }
        Approval verdict = approval.verdict();
        if (verdict != Approval.GO) {
            return verdict.end(output);
        }
        Deployment.carryOut(plan, ssh, output::say);
        output.say("");
        plan.next().forEach(output::say);
        return ExitCode.OK.number();
    }

    private int checkAgents() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            ClusterSnapshot snapshot = ClusterSnapshot.of(site, znodes, world.controllers());
            ControllerView view =
                    snapshot.best().flatMap(Reply::value).orElseThrow(() -> Absence.ofControllers(snapshot));
            List<AgentAnswer> agents = view.servers().stream()
                    .filter(ServerView::registered)
                    .map(server -> new AgentAnswer(server.server(), server.agent(), server.beatAgeMillis()))
                    .toList();
            Output output = new Output(world, common);
            snapshot.secondBest().ifPresent(output::say);
            output.data(agents, () -> page(agents));
            long missing = agents.stream().filter(agent -> !agent.live()).count();
            if (missing > 0) {
                output.say(
                        missing + " of " + agents.size()
                                + " without a live agent: is the jar there, are the classes in hbase-site.xml, was the server restarted? Its log says more");
            }
            return (missing == 0 && !agents.isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
        }
    }

    private List<String> page(List<AgentAnswer> agents) {
        TextTable table = new TextTable("SERVER", "AGENT");
        agents.forEach(agent -> table.row(agent.server(), agent.live() ? "live" : "none"));
        return new ArrayList<>(table.lines(world.palette()));
    }

    private record AgentAnswer(String server, boolean live, long beatAgeMillis) {}
}
