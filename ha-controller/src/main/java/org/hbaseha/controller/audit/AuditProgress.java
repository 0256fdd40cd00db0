package org.hbaseha.controller.audit;

import java.time.Duration;

/** How far what was recorded has come; for acts that must not come before their reason is on the disk. Any thread. */
public interface AuditProgress {

    /** How many entries were taken so far: the position of the newest. */
    long taken();

    /** How many entries were lost so far: they will never be on the disk. */
    long lost();

    /** Waits until the entry at {@code position} and all before it are on the disk, or lost for good; false when {@code atMost} was over first. */
    boolean awaitSettled(long position, Duration atMost) throws InterruptedException;
}
