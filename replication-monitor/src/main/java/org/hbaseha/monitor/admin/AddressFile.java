package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.hbaseha.config.ConfigException;
import org.hbaseha.layout.MonitorAddress;

/**
 * Tells the daemon script where the monitor really listens, for a configured port may be 0: the text of its {@link MonitorAddress} in the file named by
 * {@code -Dhbase.ha.address.file}. Without the property nothing is written. Called by the main thread once the port is bound.
 */
public final class AddressFile {

    private static final String PROPERTY = "hbase.ha.address.file";

    private AddressFile() {}

    public static void write(MonitorAddress address) throws IOException {
        String name = System.getProperty(PROPERTY);
        if (name == null) {
            return;
        }
        Path file = Path.of(name);
        Path incoming = file.resolveSibling(file.getFileName() + ".incoming");
        try {
            Files.write(incoming, address.encode());
            Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw new ConfigException("Address file cannot be written file=" + file + " error=" + e
                    + ": set HBASE_HA_PID_DIR to a folder of this user");
        } catch (IOException e) {
            throw new IOException(
                    "Address file cannot be written file=" + file + " error=" + e
                            + ": look whether its disk is full or broken",
                    e);
        }
    }
}
