/**
 * Bringing the agent to the region servers: which jar goes where ({@code JarPlan}), what {@code hbase-site.xml} needs ({@code SiteEdit}, pure,
 * shown by {@code UnifiedDiff}), and which servers have it already.
 */
@NullMarked
package org.hbaseha.controller.admin.deploy;

import org.jspecify.annotations.NullMarked;
