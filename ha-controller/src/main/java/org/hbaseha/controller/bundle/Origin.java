package org.hbaseha.controller.bundle;

import java.util.Map;

/**
 * Who writes bundles, and by which rules it decides.
 *
 * @param versions of us, HBase's client, and Java
 * @param settings all of ours in force, by key, defaults included
 */
public record Origin(String controller, Map<String, String> versions, Map<String, String> settings) {}
