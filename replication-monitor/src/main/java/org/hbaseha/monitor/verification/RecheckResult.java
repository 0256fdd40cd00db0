package org.hbaseha.monitor.verification;

import java.time.Instant;

/** What a look at a row led to. */
public sealed interface RecheckResult {

    /** Clients see the same; the row is not followed any more. */
    record Equal() implements RecheckResult {}

    /** Not sure yet, for that reason: to be looked at again then. */
    record Again(Instant at, String why, RowFindings soFar) implements RecheckResult {}

    /** Sure; the row is not followed any more. */
    record Confirmed(RowFindings row) implements RecheckResult {}

    /** It differs, but too many rows are followed already: nothing was remembered, and what was found is not sure. */
    record NotFollowed(RowFindings soFar) implements RecheckResult {}
}
