package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** A site that does not start says which process failed, where its log is and how that ends, and leaves no process. */
public final class StartFailureIT {

    private static final Pattern LOG = Pattern.compile("log=(\\S+)/logs/namenode.log");

    @Test
    public void namesTheProcessAndShowsItsLog() throws IOException {
        SiteSpec broken =
                SiteSpec.named("broken").hdfsSite("dfs.replication", "0").build();

        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> LocalSite.start(broken, line -> {}));

        assertThat(failure).hasMessageContaining("process=namenode").hasMessageContaining("dfs.replication = 0");
        Matcher log = LOG.matcher(failure.getMessage());
        assertThat(log.find()).isTrue();
        Path directory = Path.of(log.group(1));
        assertThat(Files.size(directory.resolve("logs/namenode.log"))).isPositive();
        assertThat(ProcFs.withArgument(new SiteLayout(directory).marker())).isEmpty();
        LocalSite.destroy(directory);
        assertThat(directory).doesNotExist();
    }
}
