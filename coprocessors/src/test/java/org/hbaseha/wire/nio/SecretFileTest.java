package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hbaseha.config.ConfigException;
import org.hbaseha.wire.Secret;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SecretFileTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void readsTheBytesOfAFileThatOnlyItsOwnerReads() throws IOException {
        for (String mode : new String[] {"rw-------", "r--------"}) {
            byte[] bytes = "0123456789abcdef0123456789abcdef\n".getBytes(StandardCharsets.US_ASCII);

            Secret secret = SecretFile.read(file(bytes, mode));

            assertThat(secret.zooKeeperPassword()).isEqualTo(Secret.of(bytes).zooKeeperPassword());
        }
    }

    @Test
    public void refusesAFileThatOthersCouldReadOrWriteOrRun() throws IOException {
        for (String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"}) {
            Path file = file(new byte[32], mode);

            assertThatThrownBy(() -> SecretFile.read(file))
                    .as(mode)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("chmod 600");
        }
    }

    @Test
    public void refusesAShortSecretAndNamesTheFile() throws IOException {
        Path file = file(new byte[31], "rw-------");

        assertThatThrownBy(() -> SecretFile.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("least=32")
                .hasMessageContaining(file.toString());
    }

    @Test
    public void saysHowToMakeAFileThatIsNotThere() {
        Path absent = folder.getRoot().toPath().resolve("absent");

        assertThatThrownBy(() -> SecretFile.read(absent))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("absent")
                .hasMessageContaining("head -c 32 /dev/urandom");
    }

    private Path file(byte[] bytes, String mode) throws IOException {
        Path file = Files.createTempFile(folder.getRoot().toPath(), "secret", "");
        Files.write(file, bytes);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
