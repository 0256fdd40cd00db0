package org.hbaseha.controller.admin.preflight;

import java.util.List;

/** One thing that can be wrong with a cluster. Pure: facts in, findings out, in a fixed order. */
@FunctionalInterface
interface PreflightCheck {

    List<Finding> findings(PreflightFacts facts);
}
