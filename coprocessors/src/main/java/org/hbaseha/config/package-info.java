/**
 * Settings: every key with default, constraint, unit and one sentence in {@link org.hbaseha.config.HaKeys}; {@link
 * org.hbaseha.config.Settings} reads them once at start. A key under {@code hbase.ha.} that nobody knows is a start-up error with the
 * nearest known key, because a mistyped safety setting is worse than none. Pure: takes maps, not files.
 */
@NullMarked
package org.hbaseha.config;

import org.jspecify.annotations.NullMarked;
