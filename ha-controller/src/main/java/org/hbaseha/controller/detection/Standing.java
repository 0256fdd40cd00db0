package org.hbaseha.controller.detection;

import java.util.Optional;

/**
 * What HBase itself says of an incarnation.
 *
 * @param registered its znode is there
 * @param wasRegistered its znode was there once
 * @param supersededBy start code of a newer incarnation on the same address
 * @param master what the active master said last
 */
public record Standing(boolean registered, boolean wasRegistered, Optional<Long> supersededBy, MasterWord master) {

    static final Standing UNKNOWN = new Standing(false, false, Optional.empty(), MasterWord.NONE);

    /** The active master's view of an incarnation. */
    public enum MasterWord {
        /** It was not asked, did not answer, or does not know it. */
        NONE("the active master has said nothing of it"),
        LIVE("the active master takes it for live"),
        /** It runs, or ran, its crash procedure: HBase never takes this incarnation back. */
        DEAD("the active master takes it for dead");

        private final String words;

        MasterWord(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    Standing withRegistration(boolean now, Optional<Long> newerStartCode) {
        return new Standing(now, wasRegistered || now, newerStartCode, master);
    }

    Standing withMaster(MasterWord word) {
        return new Standing(registered, wasRegistered, supersededBy, word);
    }
}
