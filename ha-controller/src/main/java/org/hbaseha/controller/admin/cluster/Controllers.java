package org.hbaseha.controller.admin.cluster;

import java.util.List;
import org.hbaseha.controller.bundle.IncidentId;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.layout.ControllerAddress;

/** Asks controllers over HTTP, all at once, and waits for each no longer than a bound. Replies come in the order of the question. */
public interface Controllers {

    List<Reply<ControllerView>> states(List<ControllerAddress> controllers);

    List<Reply<List<IncidentView>>> histories(List<ControllerAddress> controllers);

    /** The bundle of an incident, as it lies on each controller's disk. */
    List<Reply<byte[]>> bundles(List<ControllerAddress> controllers, IncidentId id);
}
