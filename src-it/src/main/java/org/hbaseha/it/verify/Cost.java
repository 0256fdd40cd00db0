package org.hbaseha.it.verify;

import java.time.Duration;

/**
 * What one check cost, without what the servers use while nobody asks for anything.
 *
 * @param servers processor time of all processes of both sites, the checker's apart
 * @param client and the checker's own
 */
record Cost(Duration wall, Duration servers, Duration client, long bytesBetweenSites) {

    Duration processor() {
        return servers.plus(client);
    }

    Cost dividedBy(int checks) {
        return new Cost(
                wall.dividedBy(checks),
                servers.dividedBy(checks),
                client.dividedBy(checks),
                bytesBetweenSites / checks);
    }
}
