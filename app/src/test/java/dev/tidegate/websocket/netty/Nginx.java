package dev.tidegate.websocket.netty;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** nginx, in a process and a folder of its own. */
public final class Nginx implements AutoCloseable {

  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/local/sbin/nginx"));

  /** In the text of a configuration: the port of this number, of those that are taken for it. */
  private static final Pattern PORT = Pattern.compile("PORT_(\\d)");

  private static final int ATTEMPTS = 5;

  private static final String AROUND =
      """
      daemon off;
      master_process off;
      pid nginx.pid;
      error_log stderr notice;
      events { worker_connections 1024; }
      http {
        access_log off;
        client_body_temp_path tmp-body;
        proxy_temp_path tmp-proxy;
        fastcgi_temp_path tmp-fastcgi;
        uwsgi_temp_path tmp-uwsgi;
        scgi_temp_path tmp-scgi;
      SERVERS
      }
      """;

  private final PeerProcess process;
  private final List<Integer> ports;

  private Nginx(PeerProcess process, List<Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  /**
   * Starts it; skips the test where it is not installed.
   *
   * @param folder its own; may hold certificates already
   * @param servers what stands in the {@code http} block, with {@code PORT_0} and so on for ports
   */
  public static Nginx start(Path folder, String servers) throws Exception {
    Optional<Path> program = PLACES.stream().filter(Files::isExecutable).findFirst();
    Assumptions.assumeTrue(program.isPresent(), "nginx is not installed");
    Files.createDirectories(folder);
    // Between looking for free ports and taking them, others may be quicker.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Integer> ports = freePorts(servers);
      Path configuration =
          Files.writeString(
              folder.resolve("nginx.conf"), AROUND.replace("SERVERS", withPorts(servers, ports)));
      PeerProcess process =
          PeerProcess.of(
              program.get().toString(),
              "-p",
              folder.toAbsolutePath() + "/",
              "-e",
              "stderr",
              "-c",
              configuration.toAbsolutePath().toString());
      String answer = process.lineWith("event method|\\[emerg\\]");
      if (!answer.contains("[emerg]")) {
        return new Nginx(process, ports);
      }
      process.close();
      if (!answer.contains("Address already in use")) {
        throw new AssertionError(answer);
      }
    }
    throw new AssertionError("no port stayed free for long enough");
  }

  private static List<Integer> freePorts(String servers) throws IOException {
    int count =
        PORT.matcher(servers)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .max()
                .orElseThrow()
            + 1;
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static String withPorts(String servers, List<Integer> ports) {
    return PORT.matcher(servers)
        .replaceAll(match ->
            Matcher.quoteReplacement(ports.get(Integer.parseInt(match.group(1))).toString()));
  }

  /** Writes a certificate with its path and key where a configuration finds them by this name. */
  public static void install(Path folder, String name, X509Bundle certificate) throws IOException {
    install(folder, name, certificate, certificate.getCertificatePathPEM());
  }

  static void install(Path folder, String name, X509Bundle certificate, String chain)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".crt"), chain);
    Files.writeString(folder.resolve(name + ".key"), certificate.getPrivateKeyPEM());
  }

  /** The port that stands for {@code PORT_} and this number. */
  public int port(int number) {
    return ports.get(number);
  }

  @Override
  public void close() {
    process.close();
  }
}
