package org.hbaseha.it.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** On real namespaces and with real packets, where this machine allows it. */
public final class PrivateNetworkTest {

    private static final int PORT = 9999;
    private static final int SILENCE_MILLIS = 300;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path made;
    private PrivateNetwork network;
    private NetworkHost host;

    @BeforeClass
    public static void requireRoom() {
        Optional<String> obstacle = NetworkRoom.obstacle();
        obstacle.ifPresent(reason -> System.out.println("no private network is tried out: " + reason));
        assumeTrue(obstacle.orElse(""), obstacle.isEmpty());
    }

    @Before
    public void create() throws Exception {
        made = folder.getRoot().toPath().resolve("network");
        network = PrivateNetwork.create(made);
        host = network.addHost();
    }

    @After
    public void remove() throws Exception {
        PrivateNetwork.remove(made);
    }

    @Test
    public void connectionOfAnIsolatedHostIsSilentAndGoesOnAfterwards() throws Exception {
        Process echo = startEcho();
        try (Socket client = connectToEcho()) {
            assertThat(ask(client, 'a')).isEqualTo('a');

            host.isolate();
            client.setSoTimeout(SILENCE_MILLIS);
            client.getOutputStream().write('b');
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            assertThat(connects()).isEqualTo("nothing");

            host.restore();
            client.setSoTimeout(10_000);
            assertThat(client.getInputStream().read()).isEqualTo('b');
            assertThat(connects()).isEqualTo("refused");
        } finally {
            echo.destroyForcibly();
        }
    }

    @Test
    public void oneWayCutLetsTheOtherWayThrough() throws Exception {
        Process echo = startEcho();
        try (Socket client = connectToEcho()) {
            assertThat(ask(client, 'a')).isEqualTo('a');
            InputStream heard = echo.getInputStream();
            assertThat(heard.read()).isEqualTo('a');

            host.cut(Direction.OUTBOUND);
            client.getOutputStream().write('b');

            assertThat(heard.read()).as("it hears what it cannot answer").isEqualTo('b');
            client.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        } finally {
            echo.destroyForcibly();
        }
    }

    @Test
    public void cutFromOnePeerTouchesNobodyElse() throws Exception {
        NetworkHost other = network.addHost();

        host.cutFrom(List.of(other.address()));

        assertThat(connects()).isEqualTo("refused");
        assertThat(pings(other)).isFalse();
        host.restore();
        assertThat(pings(other)).isTrue();
    }

    @Test
    public void nothingIsLeftOfARemovedNetwork() throws Exception {
        String bridge = host.name().substring(0, host.name().length() - 1);
        assertThat(left(bridge)).isNotEmpty();

        PrivateNetwork.remove(made);

        await().atMost(Duration.ofSeconds(5)).until(() -> left(bridge).isEmpty());
    }

    private static List<String> left(String prefix) throws IOException {
        return Stream.of(KernelCommands.ask("-brief", "link", "show"), KernelCommands.ask("netns", "list"))
                .flatMap(String::lines)
                .filter(line -> line.startsWith(prefix))
                .toList();
    }

    /** Answers each byte with itself, and tells its standard output what it heard. */
    private Process startEcho() throws IOException {
        Path source = folder.newFile("Echo.java").toPath();
        Files.writeString(source, """
                import java.net.*;
                class Echo {
                    public static void main(String[] args) throws Exception {
                        try (ServerSocket server = new ServerSocket(%d)) {
                            Socket client = server.accept();
                            for (int heard = client.getInputStream().read(); heard >= 0; heard = client.getInputStream().read()) {
                                System.out.write(heard);
                                System.out.flush();
                                client.getOutputStream().write(heard);
                            }
                        }
                    }
                }
                """.formatted(PORT));
        List<String> command = Stream.concat(
                        host.launcher().stream(),
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Djava.net.preferIPv4Stack=true",
                                source.toString()))
                .toList();
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Socket connectToEcho() {
        return await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> new Socket(host.address(), PORT), Socket::isConnected);
    }

    private static int ask(Socket client, int said) throws IOException {
        OutputStream output = client.getOutputStream();
        output.write(said);
        return client.getInputStream().read();
    }

    /** What somebody is told who connects to a port on which nobody listens. */
    private String connects() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.address(), PORT + 1), SILENCE_MILLIS);
            return "connected";
        } catch (SocketTimeoutException e) {
            return "nothing";
        } catch (ConnectException e) {
            return "refused";
        }
    }

    /** Whether the kernel of our host answers a connect of the other one. */
    private boolean pings(NetworkHost other) throws Exception {
        List<String> command = Stream.concat(
                        other.launcher().stream(),
                        Stream.of(
                                "timeout", "1", "bash", "-c", "exec 3<>/dev/tcp/" + host.address() + "/" + (PORT + 1)))
                .toList();
        // 1: refused. 124: time-out.
        return new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 1;
    }
}
