package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.hbase.shaded.protobuf.generated.HBaseProtos.RegionServerInfo;
import org.apache.hadoop.hbase.shaded.protobuf.generated.HBaseProtos.VersionInfo;
import org.junit.Test;

public final class RegionServerZnodeTest {

    @Test
    public void readsVersionAndInfoPortBehindTheWritersIdAndTheMagic() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(new byte[] {(byte) 0xff, 0, 0, 0, 4, 'r', 's', '-', '1'});
        data.write("PBUF".getBytes(StandardCharsets.US_ASCII));
        RegionServerInfo.newBuilder()
                .setInfoPort(16_030)
                .setVersionInfo(VersionInfo.newBuilder()
                        .setVersion("2.6.1")
                        .setUrl("")
                        .setRevision("")
                        .setUser("")
                        .setDate("")
                        .setSrcChecksum(""))
                .build()
                .writeTo(data);

        assertThat(RegionServerZnode.version(data.toByteArray())).contains("2.6.1");
        assertThat(RegionServerZnode.infoPort(data.toByteArray())).hasValue(16_030);
    }

    @Test
    public void otherBytesTellNoVersion() {
        assertThat(RegionServerZnode.version(new byte[0])).isEmpty();
        assertThat(RegionServerZnode.version("PBUF\u0001\u0002".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(RegionServerZnode.infoPort("PBUF\u0001\u0002".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    public void aServerWithoutAWebPageHasNoInfoPort() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write("PBUF".getBytes(StandardCharsets.US_ASCII));
        RegionServerInfo.newBuilder().setInfoPort(-1).build().writeTo(data);

        assertThat(RegionServerZnode.infoPort(data.toByteArray())).isEmpty();
    }
}
