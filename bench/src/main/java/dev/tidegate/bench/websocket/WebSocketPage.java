package dev.tidegate.bench.websocket;

import dev.tidegate.bench.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The results as Markdown. */
final class WebSocketPage {

  private static final double KIB = 1024;
  private static final double MIB = 1024 * KIB;

  private final int rounds;
  private final List<Contender> missing;
  private final List<Cell> cells;
  private final Results results;
  private final StringBuilder text = new StringBuilder();

  WebSocketPage(int rounds, List<Contender> missing, List<Cell> cells, Results results) {
    this.rounds = rounds;
    this.missing = missing;
    this.cells = cells;
    this.results = results;
  }

  String text() throws IOException {
    line(Host.sentence(rounds));
    if (!missing.isEmpty()) {
      line("");
      line(
          "Not installed there and left out: "
              + missing.stream().map(Contender::title).collect(Collectors.joining(", "))
              + ".");
    }
    table("Round trips a second (in brackets, times Tidegate's)", of(Work.ECHO), this::rate);
    table(
        "Latency of a round trip, median / 99th percentile, µs",
        of(Work.ECHO),
        (contender, cell) ->
            join(" / ", contender, cell, List.of(Figure.P50, Figure.P99), "%.0f", 1));
    table(
        "CPU time of the client a round trip, µs",
        of(Work.ECHO),
        (contender, cell) -> join("", contender, cell, List.of(Figure.CPU), "%.1f", 1));
    table(
        "One way, one connection, messages of 64 KiB, MiB/s (in brackets, times Tidegate's)",
        Stream.of(Work.SOURCE, Work.SINK).flatMap(work -> of(work).stream()).toList(),
        this::throughput);
    table(
        "Memory of a connection that waits: heap / resident size, KiB; the whole process, MiB",
        of(Work.IDLE),
        (contender, cell) ->
            join(" / ", contender, cell, List.of(Figure.HEAP, Figure.RESIDENT), "%.1f", KIB)
                + join("", contender, cell, List.of(Figure.PROCESS), "; %.0f", MIB));
    return text.toString();
  }

  private List<Cell> of(Work work) {
    return cells.stream().filter(cell -> cell.work() == work).toList();
  }

  private String rate(Contender contender, Cell cell) {
    return results.median(contender, cell, Figure.RATE).stream()
        .mapToObj(value -> format("%,.0f", value) + bracket(contender, cell, value))
        .collect(Collectors.joining());
  }

  private String throughput(Contender contender, Cell cell) {
    double operation = cell.size() * (cell.work() == Work.SINK ? Work.BATCH : 1) / MIB;
    return results.median(contender, cell, Figure.RATE).stream()
        .mapToObj(value -> format("%,.0f", value * operation) + bracket(contender, cell, value))
        .collect(Collectors.joining());
  }

  private String bracket(Contender contender, Cell cell, double value) {
    OptionalDouble base = results.median(Contender.TIDEGATE, cell, Figure.RATE);
    return contender == Contender.TIDEGATE || base.isEmpty()
        ? ""
        : format(" (%.2f)", value / base.getAsDouble());
  }

  private String join(
      String between,
      Contender contender,
      Cell cell,
      List<Figure> figures,
      String pattern,
      double unit) {
    return figures.stream()
        .flatMap(figure -> results.median(contender, cell, figure).stream().boxed())
        .map(value -> format(pattern, value / unit))
        .collect(Collectors.joining(between));
  }

  private void table(String title, List<Cell> rows, BiFunction<Contender, Cell, String> content) {
    if (rows.isEmpty()) {
      return;
    }
    List<Contender> columns =
        results.contenders().stream()
            .filter(contender -> rows.stream().anyMatch(contender::takesPart))
            .toList();
    line("");
    line("**" + title + "**");
    line("");
    row(Stream.concat(Stream.of(""), columns.stream().map(Contender::title)).toList());
    row(IntStream.rangeClosed(0, columns.size()).mapToObj(i -> i == 0 ? "---" : "---:").toList());
    for (Cell cell : rows) {
      List<String> contents = new ArrayList<>(List.of(cell.title()));
      columns.forEach(contender -> contents.add(content.apply(contender, cell)));
      row(contents);
    }
  }

  private void row(List<String> contents) {
    line("| " + String.join(" | ", contents) + " |");
  }

  private void line(String more) {
    text.append(more).append('\n');
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
