package org.hbaseha.monitor.verification;

/**
 * What decides on the peer which of a column family's stored cells clients see.
 *
 * @param maxVersions {@code VERSIONS}
 * @param newVersionBehavior {@code NEW_VERSION_BEHAVIOR}: a put that was written after a delete marker is seen whatever its timestamp
 */
public record FamilyRules(int maxVersions, boolean newVersionBehavior) {

    /** Of a family that nothing is known of: HBase's usual way, and never taken to be full. */
    static final FamilyRules UNKNOWN = new FamilyRules(Integer.MAX_VALUE, false);

    public FamilyRules {
        if (maxVersions < 1) {
            throw new IllegalArgumentException("A family keeps one version at least maxVersions=" + maxVersions);
        }
    }
}
