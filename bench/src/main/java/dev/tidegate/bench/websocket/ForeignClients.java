package dev.tidegate.bench.websocket;

import dev.tidegate.bench.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The clients that are not written in Java: installs and builds them in a folder. */
final class ForeignClients {

  static final String WS_VERSION = "8.23.0";

  /** Where Debian's packages of Go libraries put them. */
  private static final Path GO_LIBRARIES = Path.of("/usr/share/gocode");

  private final Path folder;
  private final boolean ws;
  private final boolean go;

  private ForeignClients(Path folder, boolean ws, boolean go) {
    this.folder = folder;
    this.ws = ws;
    this.go = go;
  }

  /**
   * Prepares what can be had.
   *
   * @param folder to keep it in, for the next time as well
   */
  static ForeignClients prepare(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return new ForeignClients(folder, prepareWs(folder), prepareGo(folder));
  }

  private static boolean prepareWs(Path folder) throws IOException, InterruptedException {
    if (!ChildProcess.isInstalled("node")) {
      return false;
    }
    write(folder, "client.js");
    return Files.isDirectory(folder.resolve("node_modules/ws"))
        || (ChildProcess.isInstalled("npm")
            && succeeds(
                Map.of(),
                "npm",
                "install",
                "--prefix",
                folder.toString(),
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "ws@" + WS_VERSION));
  }

  private static boolean prepareGo(Path folder) throws IOException, InterruptedException {
    if (!ChildProcess.isInstalled("go")
        || !Files.isDirectory(GO_LIBRARIES.resolve("src/nhooyr.io/websocket"))) {
      return false;
    }
    write(folder, "client.go");
    return succeeds(
        Map.of("GO111MODULE", "off", "GOPATH", GO_LIBRARIES.toString()),
        "go",
        "build",
        "-o",
        folder.resolve("client").toString(),
        folder.resolve("client.go").toString());
  }

  private static void write(Path folder, String file) throws IOException {
    try (InputStream stream = ForeignClients.class.getResourceAsStream("/websocket/" + file)) {
      if (stream == null) {
        throw new IllegalStateException("no file " + file);
      }
      Files.write(folder.resolve(file), stream.readAllBytes());
    }
  }

  private static boolean succeeds(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start().waitFor() == 0;
  }

  boolean hasWs() {
    return ws;
  }

  boolean hasGo() {
    return go;
  }

  List<String> ws(Order order) {
    return command(
        order, "node", "--expose-gc", folder.resolve("client.js").toString(), folder.toString());
  }

  List<String> go(Order order) {
    return command(order, folder.resolve("client").toString());
  }

  private static List<String> command(Order order, String... start) {
    List<String> command = new ArrayList<>(List.of(start));
    command.addAll(order.arguments());
    command.add(Integer.toString(Work.BATCH));
    command.add(Integer.toString(Work.BATCHES_AHEAD));
    return command;
  }
}
