package dev.tidegate.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * As much of a cluster as a template can ask for: its secrets. What KUBECONFIG names leads here.
 */
final class StandInCluster {

  private static final String SECRETS = "/api/v1/namespaces/" + Chart.NAMESPACE + "/secrets/";
  private static final StandInCluster ONE = new StandInCluster();

  private final Map<String, String> secrets = new ConcurrentHashMap<>();

  private StandInCluster() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.setExecutor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory()));
      server.start();
      Path config =
          Path.of(Objects.requireNonNull(System.getenv("KUBECONFIG"), "set by the build"));
      Files.createDirectories(Objects.requireNonNull(config.getParent()));
      Files.writeString(
          config,
          """
          apiVersion: v1
          kind: Config
          current-context: tests
          contexts: [{name: tests, context: {cluster: tests, user: tests}}]
          clusters: [{name: tests, cluster: {server: "http://127.0.0.1:%d"}}]
          users: [{name: tests, user: {}}]
          """
              .formatted(server.getAddress().getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StandInCluster started() {
    return ONE;
  }

  /**
   * @param data the value in Base64, as a secret has it
   */
  void put(String secret, String key, String data) {
    secrets.put(
        secret,
        """
        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "%s"}, "data": {"%s": "%s"}}
        """
            .formatted(secret, key, data));
  }

  void clear() {
    secrets.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String found =
        path.equals("/api/v1")
            ? """
            {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
              {"name": "secrets", "kind": "Secret", "namespaced": true, "verbs": ["get"]}]}
            """
            : path.startsWith(SECRETS) ? secrets.get(path.substring(SECRETS.length())) : null;
    byte[] body =
        Objects.requireNonNullElse(
                found,
                """
                {"apiVersion": "v1", "kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}
                """)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(found == null ? 404 : 200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
