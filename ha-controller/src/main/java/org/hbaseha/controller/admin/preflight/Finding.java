package org.hbaseha.controller.admin.preflight;

/**
 * One line of the preflight table.
 *
 * @param found as it is
 * @param wanted as it should be; empty when it is well
 * @param reason why, and what to change
 * @param forbidsAutomatic whether {@code hbase-ha mode} refuses every mode that may act as long as this stands
 * @param notSeen whether it forbids only because nobody can tell: what is against automatic mode may lie behind it or not
 */
public record Finding(
        Level level,
        String setting,
        String found,
        String wanted,
        String reason,
        boolean forbidsAutomatic,
        boolean notSeen) {

    /** How bad it is. */
    public enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String setting, String found, String reason) {
        return new Finding(Level.OK, setting, found, "", reason, false, false);
    }

    static Finding warn(String setting, String found, String wanted, String reason) {
        return new Finding(Level.WARN, setting, found, wanted, reason, false, false);
    }

    static Finding fail(String setting, String found, String wanted, String reason) {
        return new Finding(Level.FAIL, setting, found, wanted, reason, false, false);
    }

    /** As {@link #fail}, and nothing may be done automatically while it stands. */
    static Finding forbid(String setting, String found, String wanted, String reason) {
        return new Finding(Level.FAIL, setting, found, wanted, reason, true, false);
    }

    /** As {@link #forbid}, for an operator who can look again; whoever must act meanwhile may. */
    static Finding notSeen(String setting, String found, String wanted, String reason) {
        return new Finding(Level.FAIL, setting, found, wanted, reason, true, true);
    }
}
