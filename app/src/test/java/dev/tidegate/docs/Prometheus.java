package dev.tidegate.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus in a process of its own that reads a service's metrics every second. */
final class Prometheus implements AutoCloseable {

  private static final String PROGRAM = "prometheus";
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();

  private Prometheus(Process process, int port) {
    this.process = process;
    base = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Starts it with the alerts; skips the test where it is not installed.
   *
   * @param directory for its files
   * @param target the service's port
   */
  static Prometheus start(Path directory, int target, String token) throws IOException {
    Path configuration = directory.resolve("prometheus.yml");
    Files.writeString(
        configuration,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: tidegate
            metrics_path: /actuator/prometheus
            authorization: {credentials: "%s"}
            static_configs: [{targets: ["127.0.0.1:%d"], labels: {namespace: test}}]
        """
            .formatted(AlertRules.FILE.toRealPath(), token, target));
    int port = freePort();
    try {
      Process process =
          new ProcessBuilder(
                  PROGRAM,
                  "--config.file=" + configuration,
                  "--storage.tsdb.path=" + directory.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      return new Prometheus(process, port);
    } catch (IOException missing) {
      Assumptions.abort(PROGRAM + " is not installed (Debian's package prometheus)");
      throw missing;
    }
  }

  /** What a query gives, or why it gives nothing; nothing as long as nobody answers. */
  JsonNode query(String query) {
    return get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  /** The alerts, as it has read them. */
  JsonNode rules() {
    return get("/api/v1/rules");
  }

  private JsonNode get(String path) {
    try {
      return JSON.readTree(
          http.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString())
              .body());
    } catch (IOException starting) {
      if (!process.isAlive()) {
        throw new AssertionError(PROGRAM + " has ended: " + process.exitValue(), starting);
      }
      return JSON.createObjectNode();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
