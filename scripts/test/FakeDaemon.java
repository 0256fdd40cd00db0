import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the bats tests start instead of a daemon, by {@code java FakeDaemon.java}: writes the address file named by {@code
 * -Dhbase.ha.address.file} among its arguments, and answers /ready with 200, or with 503 when NEVER_READY is in the environment. Ends when
 * the test removes the folder of that file, or bats would wait for it after a test that failed.
 */
final class FakeDaemon {

    private FakeDaemon() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path addressFile = addressFile(args);
        boolean ready = System.getenv("NEVER_READY") == null;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(ready ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        String text = "format=1\nid=c1\nhost=127.0.0.1\nbeat-port=1\nhttp-port=%d\n";
        Files.writeString(addressFile, String.format(text, server.getAddress().getPort()));
        while (Files.exists(addressFile.getParent())) {
            Thread.sleep(100);
        }
        System.exit(0);
    }

    private static Path addressFile(String[] args) {
        String option = "-Dhbase.ha.address.file=";
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith(option))
                .map(arg -> Path.of(arg.substring(option.length())))
                .findFirst()
                .orElseThrow();
    }
}
