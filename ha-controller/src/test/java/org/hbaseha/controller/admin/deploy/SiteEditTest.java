package org.hbaseha.controller.admin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.Test;

public final class SiteEditTest {

    private static final String KEY = "a.classes";
    private static final String FILE = """
            <?xml version="1.0"?>
            <!-- ours: <property><name>a.classes</name><value>commented.Out</value></property> -->
            <configuration>
              <property>
                <name>other</name>
                <value>1</value>
              </property>
            %s</configuration>
            """;

    @Test
    public void addsAPropertyAndLeavesTheRestAlone() {
        String before = FILE.formatted("");

        assertThat(SiteEdit.withClass(before, KEY, "my.Class")).isEqualTo(FILE.formatted("""
                  <property>
                    <name>a.classes</name>
                    <value>my.Class</value>
                  </property>
                """));
    }

    @Test
    public void joinsClassesThatAreThere() {
        String before = FILE.formatted(property("x.Y, z.W"));

        assertThat(SiteEdit.withClass(before, KEY, "my.Class"))
                .isEqualTo(FILE.formatted(property("x.Y, z.W,my.Class")));
    }

    @Test
    public void changesNothingWhenTheClassIsThere() {
        for (String value : new String[] {"my.Class", "x.Y, my.Class", "my.Class|100,x.Y"}) {
            String before = FILE.formatted(property(value));

            assertThat(SiteEdit.withClass(before, KEY, "my.Class")).isEqualTo(before);
        }
    }

    @Test
    public void aClassOfWhichOursIsAPartIsAnotherClass() {
        assertThat(SiteEdit.withClass(FILE.formatted(property("my.ClassOfOthers")), KEY, "my.Class"))
                .isEqualTo(FILE.formatted(property("my.ClassOfOthers,my.Class")));
    }

    @Test
    public void fillsAnEmptyValue() {
        assertThat(SiteEdit.withClass(FILE.formatted(property("")), KEY, "my.Class"))
                .isEqualTo(FILE.formatted(property("my.Class")));
        assertThat(SiteEdit.withClass(
                        FILE.formatted(property("x").replace("<value>x</value>", "<value/>")), KEY, "my.Class"))
                .isEqualTo(FILE.formatted(property("my.Class")));
    }

    @Test
    public void keepsFinalAndDescription() {
        String block =
                "  <property><name> a.classes </name><value>\n    x.Y\n  </value><final>true</final></property>\n";

        assertThat(SiteEdit.withClass(FILE.formatted(block), KEY, "my.Class"))
                .contains("<value>\n    x.Y,my.Class</value><final>true</final>");
    }

    @Test
    public void startsAFileThatSetsNothing() {
        assertThat(SiteEdit.withClass("<configuration/>\n", KEY, "my.Class")).isEqualTo("""
                <configuration>
                  <property>
                    <name>a.classes</name>
                    <value>my.Class</value>
                  </property>
                </configuration>
                """);
        assertThat(SiteEdit.withClass(SiteEdit.EMPTY_FILE, KEY, "my.Class")).contains("my.Class");
    }

    @Test
    public void refusesWhatIsNoConfiguration() {
        assertThatIllegalArgumentException().isThrownBy(() -> SiteEdit.withClass("hello", KEY, "my.Class"));
    }

    private static String property(String value) {
        return "  <property>\n    <name>a.classes</name>\n    <value>" + value + "</value>\n  </property>\n";
    }
}
