package dev.tidegate.bench.websocket;

import dev.tidegate.bench.ChildProcess;
import dev.tidegate.bench.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Compares WebSocket clients against one server and prints one page of Markdown.
 *
 * <p>The server and each client are processes of their own, one client at a time, and the clients
 * take turns at each cell in every round. Options: {@code --rounds=1}, {@code --warmup=8} (of JVMs;
 * others need a quarter) and {@code --time=3} in seconds, {@code --clients=TIDEGATE,WS}, {@code
 * --cells=echo-1-64,source-1-65536}, {@code --write=FILE}.
 */
public final class WebSocketComparison {

  private final Map<String, String> options;
  private final PrintStream progress = System.err;
  private final ForeignClients foreign;
  private final int rounds;
  private final Duration warmUp;
  private final Duration time;
  private final Results results = new Results();

  private WebSocketComparison(Map<String, String> options, ForeignClients foreign) {
    this.options = options;
    this.foreign = foreign;
    rounds = Integer.parseInt(options.getOrDefault("rounds", "1"));
    warmUp = Duration.ofSeconds(Long.parseLong(options.getOrDefault("warmup", "8")));
    time = Duration.ofSeconds(Long.parseLong(options.getOrDefault("time", "3")));
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of("bench/target/websocket-clients").toAbsolutePath();
    new WebSocketComparison(Options.of(arguments), ForeignClients.prepare(folder)).run();
  }

  private void run() throws IOException, InterruptedException {
    List<Cell> cells = chosenCells();
    List<Contender> contenders = new ArrayList<>();
    List<Contender> missing = new ArrayList<>();
    for (Contender contender : chosenContenders()) {
      (contender.isInstalled(foreign) ? contenders : missing).add(contender);
    }
    Process server =
        new ProcessBuilder(ChildProcess.java(EchoServer.class, List.of()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      String address = "ws://127.0.0.1:" + output.readLine();
      warm(address, cells);
      for (int round = 1; round <= rounds; round++) {
        for (Cell cell : cells) {
          for (Contender contender : contenders) {
            if (contender.takesPart(cell)) {
              progress.printf(
                  "round %d of %d: %s, %s%n", round, rounds, cell.name(), contender.title());
              measure(contender, new Order(address, cell, contender.warmUp(warmUp), time));
            }
          }
        }
      }
    } finally {
      server.destroyForcibly();
    }
    String page = new WebSocketPage(rounds, missing, cells, results).text();
    System.out.print(page);
    String file = options.get("write");
    if (file != null) {
      Files.writeString(Path.of(file), page);
    }
  }

  /** The server's JIT is not to learn while the first client is measured. */
  private void warm(String address, List<Cell> cells) throws IOException, InterruptedException {
    for (Cell cell : cells) {
      if (cell.work() != Work.IDLE) {
        Order order = new Order(address, cell, Duration.ZERO, time);
        ChildProcess.output(Contender.NETTY.command(order, foreign));
      }
    }
  }

  private void measure(Contender contender, Order order) throws IOException, InterruptedException {
    for (String line : ChildProcess.output(contender.command(order, foreign))) {
      results.add(contender, order.cell(), Figure.ofLine(line), Figure.valueOfLine(line));
    }
  }

  private List<Contender> chosenContenders() {
    String names = options.get("clients");
    return names == null
        ? List.of(Contender.values())
        : Arrays.stream(names.split(",")).map(Contender::valueOf).sorted().toList();
  }

  private List<Cell> chosenCells() {
    String names = options.get("cells");
    return names == null
        ? Cell.ALL
        : Arrays.stream(names.split(",")).map(WebSocketComparison::cell).toList();
  }

  private static Cell cell(String name) {
    return Cell.ALL.stream()
        .filter(cell -> cell.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no cell " + name));
  }
}
