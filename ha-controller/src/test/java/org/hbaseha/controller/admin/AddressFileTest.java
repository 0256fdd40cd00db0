package org.hbaseha.controller.admin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hbaseha.config.ConfigException;
import org.hbaseha.layout.ControllerAddress;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class AddressFileTest {

    private static final String PROPERTY = "hbase.ha.address.file";
    private static final ControllerAddress ADDRESS = new ControllerAddress("id-1", "host-9", 16070, 16071, "0.1");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @After
    public void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    public void aFolderThatIsNotThereIsASettingThatStaysWrongAndADiskThatFailsIsNot() throws Exception {
        Path file = folder.getRoot().toPath().resolve("address");
        System.setProperty(
                PROPERTY, file.resolveSibling("missing").resolve("address").toString());
        assertThatThrownBy(() -> AddressFile.write(ADDRESS)).isInstanceOf(ConfigException.class);

        Files.createDirectory(file.resolveSibling("address.incoming"));
        System.setProperty(PROPERTY, file.toString());
        assertThatThrownBy(() -> AddressFile.write(ADDRESS)).isInstanceOf(IOException.class);
    }
}
