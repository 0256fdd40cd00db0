package org.hbaseha.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.Test;

public class ZnodeAclTest {

    private final ZnodeAcl acl = ZnodeAcl.of("secret");

    @Test
    public void isWhatZooKeepersDigestSchemeMakesOfTheCredentials() throws NoSuchAlgorithmException {
        String credentials = new String(acl.credentials(), StandardCharsets.UTF_8);

        assertThat(credentials).isEqualTo("hbase-ha:secret");
        assertThat(acl.id()).isEqualTo(DigestAuthenticationProvider.generateDigest(credentials));
    }

    @Test
    public void doesNotShowThePassword() {
        assertThat(acl.toString()).doesNotContain("secret");
    }
}
