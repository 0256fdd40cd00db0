package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests say of a finding: liveness and class in one line. */
final class FindingAssert {

    private FindingAssert() {}

    static void assertDead(Finding finding, EvidenceClass kind) {
        assertThat(finding.liveness()).as(finding.toString()).isEqualTo(Liveness.DEAD);
        assertThat(finding.evidenceClass()).as(finding.toString()).contains(kind);
    }

    static void assertSuspect(Finding finding, EvidenceClass kind) {
        assertThat(finding.liveness()).as(finding.toString()).isEqualTo(Liveness.SUSPECT);
        assertThat(finding.evidenceClass()).as(finding.toString()).contains(kind);
    }

    static void assertSuspectOfNoClass(Finding finding) {
        assertThat(finding.liveness()).as(finding.toString()).isEqualTo(Liveness.SUSPECT);
        assertThat(finding.evidenceClass()).as(finding.toString()).isEmpty();
    }

    static void assertLiveness(Finding finding, Liveness liveness) {
        assertThat(finding.liveness()).as(finding.toString()).isEqualTo(liveness);
    }
}
