package org.hbaseha.monitor.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hbaseha.config.ConfigException;
import org.hbaseha.layout.MonitorAddress;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class AddressFileTest {

    private static final String PROPERTY = "hbase.ha.address.file";
    private static final MonitorAddress ADDRESS = new MonitorAddress("m1-5f", "dr1", 16_072, "0.1.0");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @After
    public void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    public void hasTheLinesThatTheDaemonScriptLooksFor() throws Exception {
        Path file = folder.getRoot().toPath().resolve("address");
        System.setProperty(PROPERTY, file.toString());

        AddressFile.write(ADDRESS);

        assertThat(Files.readAllLines(file)).contains("host=dr1", "http-port=16072");
        assertThat(folder.getRoot().list()).containsExactly("address");
    }

    @Test
    public void withoutTheScriptNothingIsWritten() throws Exception {
        AddressFile.write(ADDRESS);

        assertThat(folder.getRoot().list()).isEmpty();
    }

    @Test
    public void aFolderThatIsNotThereIsASentence() {
        System.setProperty(
                PROPERTY, folder.getRoot().toPath().resolve("no/address").toString());

        assertThatThrownBy(() -> AddressFile.write(ADDRESS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("HBASE_HA_PID_DIR");
    }
}
