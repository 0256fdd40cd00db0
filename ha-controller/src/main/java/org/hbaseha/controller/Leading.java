package org.hbaseha.controller;

import org.hbaseha.fencing.Epoch;
import org.hbaseha.time.MonotonicInstant;

/** Our leadership: the epoch all our acts carry, and since when. */
record Leading(Epoch epoch, MonotonicInstant since) {}
