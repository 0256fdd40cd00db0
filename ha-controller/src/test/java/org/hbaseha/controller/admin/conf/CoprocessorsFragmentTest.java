package org.hbaseha.controller.admin.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.controller.admin.deploy.AgentClasses;
import org.junit.Test;

public final class CoprocessorsFragmentTest {

    @Test
    public void saysWhatDeployWrites() {
        Configuration fragment = new Configuration(false);
        fragment.addResource(new org.apache.hadoop.fs.Path(
                Path.of("..", "conf", "hbase-site-coprocessors.xml").toUri()));
        Map<String, List<String>> found = new LinkedHashMap<>();
        fragment.forEach(
                entry -> found.put(entry.getKey(), List.copyOf(fragment.getTrimmedStringCollection(entry.getKey()))));

        assertThat(found).containsExactlyInAnyOrderEntriesOf(AgentClasses.byKey());
    }

    @Test
    public void namesClassesThatExist() {
        AgentClasses.byKey().values().stream().flatMap(List::stream).forEach(name -> assertThat(
                        getClass().getResource("/" + name.replace('.', '/') + ".class"))
                .as(name)
                .isNotNull());
    }
}
