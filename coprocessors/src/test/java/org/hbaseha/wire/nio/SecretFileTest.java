package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
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
    public void theCommandInTheMessageMakesAFileThatIsNotThere() throws Exception {
        Path absent = folder.getRoot().toPath().resolve("conf").resolve("absent");

        ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> SecretFile.read(absent));

        assertThat(refusal).hasMessageContaining("does not exist file=" + absent);
        run(refusal);
        assertThat(SecretFile.read(absent)).isNotNull();
    }

    @Test
    public void theCommandInTheMessageReplacesASecretThatIsTooShort() throws Exception {
        Path file = file(new byte[31], "rw-------");
        Set<PosixFilePermission> before =
                Files.getPosixFilePermissions(folder.getRoot().toPath());

        run(catchThrowableOfType(ConfigException.class, () -> SecretFile.read(file)));

        assertThat(SecretFile.read(file)).isNotNull();
        assertThat(Files.getPosixFilePermissions(folder.getRoot().toPath()))
                .as("a folder that was there")
                .isEqualTo(before);
    }

    @Test
    public void aFolderIsNotToldToChangeItsRights() {
        assertThatThrownBy(() -> SecretFile.read(folder.getRoot().toPath()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(folder.getRoot().toString())
                .hasMessageContaining("hbase.ha.secret.file")
                .hasMessageNotContaining("chmod");
    }

    /** Runs what the message says between back quotes, under the umask most people have. */
    private static void run(ConfigException refusal) throws Exception {
        String command = String.valueOf(refusal.getMessage()).replaceAll("(?s).*`(.*)`.*", "$1");
        Process shell = new ProcessBuilder("sh", "-c", "umask 022; " + command)
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).as(command).isZero();
    }

    private Path file(byte[] bytes, String mode) throws IOException {
        Path file = Files.createTempFile(folder.getRoot().toPath(), "secret", "");
        Files.write(file, bytes);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
