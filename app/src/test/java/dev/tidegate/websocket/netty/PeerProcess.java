package dev.tidegate.websocket.netty;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A WebSocket server that is not ours, in a process of its own. */
public final class PeerProcess implements AutoCloseable {

  /** How a server compresses. */
  enum Deflate {
    PLAIN,
    DEFLATE,
    NO_CONTEXT,
    WINDOW_9,
    WINDOW_15;

    private String argument() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final Path SCRIPTS = Path.of("src/test/peers");
  private static final String WS = "ws@8.23.0";
  private static final String GRAPHQL = "graphql@16.15.0";
  private static final String GRAPHQL_WS = "graphql-ws@6.4.2";

  /** Stands for the end of the output; no line can be like it. */
  private static final String END = "\n";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private int port;

  private PeerProcess(ProcessBuilder builder) throws IOException {
    process = builder.start();
    Thread.ofVirtual().start(this::collect);
  }

  /** Starts a program that tells its port in its first line. */
  private static PeerProcess talkative(List<String> command) throws Exception {
    PeerProcess started =
        new PeerProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    started.port = Integer.parseInt(started.line("port ").substring("port ".length()));
    return started;
  }

  /** Starts any program; its errors are part of its output. */
  public static PeerProcess of(String... command) throws IOException {
    return new PeerProcess(new ProcessBuilder(command).redirectErrorStream(true));
  }

  /** Starts npm's {@code ws}; skips the test where it can't be had. */
  public static PeerProcess ws(boolean deflate) throws Exception {
    return ws(deflate ? Deflate.DEFLATE : Deflate.PLAIN);
  }

  static PeerProcess ws(Deflate deflate) throws Exception {
    Path folder = npm("ws", WS);
    return talkative(List.of("node", script("ws-peer.js"), folder.toString(), deflate.argument()));
  }

  /** Starts npm's {@code graphql-ws}; skips the test where it can't be had. */
  public static PeerProcess graphql() throws Exception {
    Path folder = npm("graphql-ws", WS, GRAPHQL, GRAPHQL_WS);
    return talkative(List.of("node", script("graphql-peer.js"), folder.toString()));
  }

  /** The folder into which these packages are installed, the one of this name among them. */
  private static Path npm(String name, String... packages) throws Exception {
    Path folder =
        Path.of("target/peers", String.join("+", packages).replace('@', '-')).toAbsolutePath();
    if (!Files.isDirectory(folder.resolve("node_modules").resolve(name))) {
      Files.createDirectories(folder);
      List<String> command =
          new ArrayList<>(
              List.of(
                  "npm",
                  "install",
                  "--prefix",
                  folder.toString(),
                  "--no-audit",
                  "--no-fund",
                  "--ignore-scripts"));
      command.addAll(List.of(packages));
      need("npm can't install " + List.of(packages), command.toArray(String[]::new));
    }
    return folder;
  }

  /** Starts Debian's {@code python3-websockets}; skips the test where it is not installed. */
  static PeerProcess pythonWebsockets(Deflate deflate) throws Exception {
    need("python3-websockets is not installed", "/usr/bin/python3", "-c", "import websockets");
    return talkative(
        List.of(
            "/usr/bin/python3",
            "-W",
            "ignore::DeprecationWarning",
            script("websockets_peer.py"),
            deflate.argument()));
  }

  /** Starts libwebsockets' test server; skips the test where it is not installed. */
  static PeerProcess libwebsockets() throws Exception {
    need("libwebsockets-test-server is not installed", "which", "libwebsockets-test-server");
    // Of its levels only the one for debugging tells the port that it got.
    PeerProcess started =
        of("libwebsockets-test-server", "--port", "0", "--interface", "lo", "-d", "20");
    started.port =
        Integer.parseInt(
            started.lineWith("lws_socket_bind says").replaceAll(".* says (\\d+).*", "$1"));
    return started;
  }

  private static void need(String otherwise, String... command) throws Exception {
    boolean works;
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      works = process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
      process.destroyForcibly();
    } catch (IOException missing) {
      works = false;
    }
    Assumptions.assumeTrue(works, otherwise);
  }

  private static String script(String name) {
    return SCRIPTS.resolve(name).toAbsolutePath().toString();
  }

  private void collect() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException killed) {
      lines.add("killed: " + killed.getMessage());
    } finally {
      lines.add(END);
    }
  }

  public int port() {
    return port;
  }

  /** The next line of its output that begins so. */
  public String line(String start) throws InterruptedException {
    for (String line = next(); line != null; line = next()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new AssertionError("the peer did not print \"" + start + "\"");
  }

  /** The next line of its output in which this regular expression is found. */
  public String lineWith(String expression) throws InterruptedException {
    Pattern wanted = Pattern.compile(expression);
    List<String> others = new ArrayList<>();
    for (String line = next(); line != null; line = next()) {
      if (wanted.matcher(line).find()) {
        return line;
      }
      others.add(line);
    }
    throw new AssertionError("none of " + others + " has " + expression);
  }

  private @Nullable String next() throws InterruptedException {
    String line = lines.poll(20, TimeUnit.SECONDS);
    if (END.equals(line)) {
      lines.add(END); // for who asks again
      return null;
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
