package org.hbaseha.wire.nio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HaKeys;
import org.hbaseha.wire.Secret;

/** Reads the secret from the file named by {@code hbase.ha.secret.file}; refuses one that others can read. */
public final class SecretFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /** Throws {@link ConfigException} with what to do when the file is absent, readable by others or too short. */
    public static Secret read(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigException("Secret file is a folder file=" + file + ": set " + HaKeys.SECRET_FILE.name()
                    + " to the file in it");
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new ConfigException("Secret file is open to others file=" + file + ": run chmod 600 on it");
            }
            return Secret.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException("Secret file does not exist file=" + file + ": " + howToHave(file));
        } catch (IOException e) {
            throw new ConfigException("Secret file cannot be read file=" + file + " error=" + e
                    + ": make it a file that belongs to the user who runs this");
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage() + " file=" + file + ": " + howToHave(file));
        }
    }

    /** Never readable by others, not even while it is written. Not {@code install -d}: the folder may be one that is there already. */
    private static String howToHave(Path file) {
        return "copy it from a host that has it, or make it as the user who runs HBase with `mkdir -p -m 750 \"$(dirname "
                + file + ")\" && (umask 077; head -c 32 /dev/urandom | base64 > " + file + ")`";
    }
}
