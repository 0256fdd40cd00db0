/**
 * Runs the add-on on local sites of real processes, for people ({@code quickstart}), for numbers ({@code benchmark}) and for tests. Read on in
 * {@code cluster} (the site), {@code fault}, {@code workload} (clients), {@code invariant} (who judges), {@code benchmark} (faults, measured),
 * {@code quickstart} and {@code report}.
 */
@NullMarked
package org.hbaseha.it;

import org.jspecify.annotations.NullMarked;
