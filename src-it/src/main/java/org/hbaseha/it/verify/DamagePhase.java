package org.hbaseha.it.verify;

import java.io.IOException;
import java.util.List;
import org.hbaseha.it.verify.checker.CheckKind;
import org.hbaseha.it.verify.checker.CheckerProcess.Checked;
import org.hbaseha.it.verify.content.Injection;
import org.hbaseha.it.verify.content.InjectionPlan;
import org.hbaseha.it.verify.content.Score;

/** The last phase: differences are put in, and every tool looks for them. One thread. */
final class DamagePhase {

    private static final String CONTINUOUS = "hbase-ha-continuous";

    private final VerifyRun run;

    DamagePhase(VerifyRun run) {
        this.run = run;
    }

    void run() throws IOException, InterruptedException {
        List<Injection> injections = InjectionPlan.of(
                run.plan().content(), run.plan().ofEachKind(), run.plan().seed());
        run.progress()
                .say("putting in " + injections.size() + " differences, seed "
                        + run.plan().seed());
        run.checker().ask(CheckKind.MARK);
        new Damage(run.pair()).inflict(injections);
        look(Tool.FULL.label(), CheckKind.FULL, true, injections);
        look(CONTINUOUS, CheckKind.CONTINUOUS, true, injections);
        look(Tool.VERIFY_TUNED.label(), CheckKind.VERIFY_TUNED, false, injections);
        look(Tool.HASH_SYNC.label(), CheckKind.HASH_SYNC, false, injections);
    }

    private void look(String variant, CheckKind kind, boolean classifies, List<Injection> injections)
            throws IOException {
        Checked checked = run.checker().ask(kind);
        Score score = Score.of(injections, checked.rows());
        run.measures().score(variant, classifies, score);
        run.progress()
                .say(variant + ": found " + score.total().found() + " of "
                        + score.total().injected()
                        + (classifies ? ", " + score.total().right() + " called by their names" : "") + ", "
                        + score.falseAlarms().size() + " false, " + VerifyRun.seconds(checked.wall())
                        + VerifyRun.remarks(checked));
        run.saving().save();
    }
}
