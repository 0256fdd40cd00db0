package org.hbaseha.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class SecretTest {

    private final Secret secret = ChannelPair.secret(1);

    @Test
    public void refusesWhatCouldBeGuessed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of(new byte[31]))
                .withMessageContaining("bytes=31")
                .withMessageContaining("least=32");
        assertThat(Secret.of(new byte[32])).isNotNull();
    }

    @Test
    public void isNotShown() {
        assertThat(secret).hasToString("Secret(not shown)");
    }

    @Test
    public void keysForTwoPurposesOrContextsDiffer() {
        assertThat(secret.derive("a")).hasSize(32).isEqualTo(secret.derive("a")).isNotEqualTo(secret.derive("b"));
        assertThat(secret.derive("a", bytes("xy"), bytes("z")))
                .isNotEqualTo(secret.derive("a", bytes("x"), bytes("yz")));
        assertThat(secret.derive("a", bytes("x"))).isNotEqualTo(secret.derive("ax"));
        assertThat(secret.derive("a")).isNotEqualTo(ChannelPair.secret(2).derive("a"));
    }

    @Test
    public void laterChangeOfTheCallersBytesDoesNotChangeIt() {
        byte[] bytes = new byte[32];
        Secret taken = Secret.of(bytes);
        byte[] before = taken.derive("a");

        bytes[0] = 1;

        assertThat(taken.derive("a")).isEqualTo(before);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
