package org.hbaseha.controller.planning;

/** When an operator's hook runs. */
public enum HookPhase {
    /** Before the first step of an expiry, which is not taken when the hook fails. */
    BEFORE,
    /** When an incident has ended of which BEFORE ran, or whose server was expired. How it ends changes nothing. */
    AFTER
}
