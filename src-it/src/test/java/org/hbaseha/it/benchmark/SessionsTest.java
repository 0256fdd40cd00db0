package org.hbaseha.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

/** Reading ZooKeeper's list of connections. */
public class SessionsTest {

    private static final String CONS = """
             /127.0.0.1:43210[1](queued=0,recved=1,sent=0)
             /127.0.0.1:39144[1](queued=0,recved=93,sent=93,sid=0x1000a3f5e2b0003,lop=PING,est=1700000000000,to=40000,lcxid=0x21,lzxid=0x7b,lresp=123,llat=0,minlat=0,avglat=0,maxlat=9)
             /127.0.0.1:39150[1](queued=0,recved=93,sent=93,sid=0x1000a3f5e2b0004,lop=PING,est=1700000000000,to=4000,lcxid=0x21,lzxid=0x7b,lresp=123,llat=0,minlat=0,avglat=0,maxlat=9)
            """;

    @Test
    public void findsTheTimeoutOfOneSession() {
        assertThat(Sessions.granted(CONS, 0x1000a3f5e2b0003L)).contains(Duration.ofSeconds(40));
        assertThat(Sessions.granted(CONS, 0x1000a3f5e2b0004L)).contains(Duration.ofSeconds(4));
    }

    @Test
    public void findsNothingForASessionThatIsNotConnected() {
        assertThat(Sessions.granted(CONS, 1)).isEmpty();
    }
}
