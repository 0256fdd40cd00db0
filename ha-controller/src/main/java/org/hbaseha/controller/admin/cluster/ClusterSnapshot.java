package org.hbaseha.controller.admin.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.layout.ModeRecord;
import org.hbaseha.layout.PauseRecord;

/**
 * ZooKeeper and all controllers at one moment, as one value. Decides whose view counts: the leader's with the newest epoch, else that of any
 * controller that answered, which is then said to be second best.
 *
 * @param quorum ZooKeeper's connect string
 * @param hbaseParent HBase's parent znode
 */
public record ClusterSnapshot(
        String quorum,
        String hbaseParent,
        Optional<ModeRecord> mode,
        Optional<PauseRecord> pause,
        List<Reply<ControllerView>> controllers) {

    /** Asks ZooKeeper, then all controllers it names. */
    public static ClusterSnapshot of(Site site, Znodes znodes, Controllers controllers) {
        return new ClusterSnapshot(
                site.quorum(),
                site.layout().hbaseParent(),
                znodes.mode(),
                znodes.pause(),
                controllers.states(znodes.controllers()));
    }

    /** The answered views, best first. */
    private List<Reply<ControllerView>> answered() {
        return controllers.stream()
                .filter(reply -> reply.value().isPresent())
                .sorted(Comparator.comparing((Reply<ControllerView> reply) ->
                                reply.value().map(ControllerView::leading).orElse(false))
                        .thenComparing(reply ->
                                reply.value().map(ControllerView::epoch).orElse(0L))
                        .reversed())
                .toList();
    }

    /** The view to show, with the controller it comes from. */
    public Optional<Reply<ControllerView>> best() {
        return answered().stream().findFirst();
    }

    public Optional<Reply<ControllerView>> leader() {
        return best().filter(reply -> reply.value().map(ControllerView::leading).orElse(false));
    }

    /** One sentence when the shown view is not the leader's; empty when it is, or when there is none. */
    public Optional<String> secondBest() {
        if (best().isEmpty() || leader().isPresent()) {
            return Optional.empty();
        }
        return best().map(
                        reply -> "No leader answered; this is the view of " + reply.name() + ", which acts on nothing");
    }

    /** Controllers that are registered in ZooKeeper and did not answer. */
    public List<Reply<ControllerView>> silent() {
        return controllers.stream().filter(reply -> reply.value().isEmpty()).toList();
    }
}
