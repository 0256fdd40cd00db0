package org.hbaseha.health.region;

/** What the lease gate refuses, as it is counted. */
enum Refused {
    READS("GateRefusedReads", "Gets and exists refused by the lease gate"),
    WRITES("GateRefusedWrites", "Batches of mutations and conditional writes refused by the lease gate"),
    SCANS("GateRefusedScans", "Scans refused by the lease gate, when opened or at a later call"),
    ENDPOINT_CALLS("GateRefusedEndpointCalls", "Coprocessor endpoint calls refused by the lease gate");

    private final String attribute;
    private final String sentence;

    Refused(String attribute, String sentence) {
        this.attribute = attribute;
        this.sentence = sentence;
    }

    String attribute() {
        return attribute;
    }

    String sentence() {
        return sentence;
    }
}
