package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The settings we recommend explain themselves and contain none of our own keys. */
public final class RecommendedSettingsTest {

    private static final List<String> FILES = List.of("hbase-site-recommended.xml", "hdfs-site-recommended.xml");

    @Test
    public void everySettingNamesItsDefaultAndItsReason() throws Exception {
        for (Element property : properties()) {
            assertThat(text(property, "value")).as(text(property, "name")).isNotBlank();
            assertThat(text(property, "description"))
                    .as(text(property, "name"))
                    .contains("Default ")
                    .hasSizeGreaterThan(60);
        }
    }

    @Test
    public void addOnIsSwitchedOnElsewhere() throws Exception {
        assertThat(properties())
                .extracting(property -> text(property, "name"))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.startsWith("hbase.ha.") || name.startsWith("hbase.coprocessor."));
    }

    private static List<Element> properties() throws Exception {
        List<Element> properties = new ArrayList<>();
        for (String file : FILES) {
            NodeList nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Resources.url(file).toString())
                    .getElementsByTagName("property");
            for (int i = 0; i < nodes.getLength(); i++) {
                properties.add((Element) nodes.item(i));
            }
        }
        return properties;
    }

    private static String text(Element property, String tag) {
        return property.getElementsByTagName(tag).item(0).getTextContent();
    }
}
