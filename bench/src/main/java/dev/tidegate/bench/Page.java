package dev.tidegate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The results as Markdown. */
final class Page {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final Engine BASE = Engine.TIDEGATE;

  private final int rounds;
  private final List<Engine> missing;
  private final Measurement first;
  private final Measurement alone;
  private final Measurement together;
  private final Measurement switches;
  private final Map<Engine, Map<String, List<Double>>> costs;
  private final StringBuilder text = new StringBuilder();

  Page(
      int rounds,
      List<Engine> missing,
      Measurement first,
      Measurement alone,
      Measurement together,
      Measurement switches,
      Map<Engine, Map<String, List<Double>>> costs) {
    this.rounds = rounds;
    this.missing = missing;
    this.first = first;
    this.alone = alone;
    this.together = together;
    this.switches = switches;
    this.costs = costs;
  }

  String text() throws IOException {
    line(Host.sentence(rounds));
    if (!missing.isEmpty()) {
      line("");
      line(
          "Not installed there and left out: "
              + missing.stream().map(Engine::title).collect(Collectors.joining(", "))
              + ".");
    }
    table("Warm, each program in a process of its own", alone);
    table("Warm, all programs in one process", together);
    table("First run in a fresh process, the engine's start and the JIT's work included", first);
    costs();
    return text.toString();
  }

  private void table(String title, Measurement measurement) {
    List<Engine> engines = measurement.engines();
    if (engines.isEmpty()) {
      return;
    }
    line("");
    line("**" + title + "** (CPU ms; in brackets, times Tidegate's)");
    line("");
    row(Stream.concat(Stream.of("program"), engines.stream().map(Engine::title)).toList());
    row(rule(engines.size()));
    for (Program program : measurement.programs()) {
      List<String> cells = new ArrayList<>(List.of(program.title()));
      for (Engine engine : engines) {
        cells.add(
            format("%.0f", measurement.time(engine, program) / NANOS_PER_MILLI)
                + bracket(engine, measurement, program));
      }
      row(cells);
    }
    if (engines.contains(BASE)) {
      List<String> means = new ArrayList<>(List.of("geometric mean"));
      engines.forEach(engine -> means.add(format("**%.2f**", measurement.ratio(engine, BASE))));
      row(means);
    }
  }

  private static String bracket(Engine engine, Measurement measurement, Program program) {
    return engine == BASE || !measurement.has(BASE, program)
        ? ""
        : format(" (%.2f)", measurement.ratio(engine, BASE, program));
  }

  private void costs() {
    List<Engine> engines = switches.engines();
    if (engines.isEmpty()) {
      return;
    }
    line("");
    line("**Contexts and coroutines**");
    line("");
    row(Stream.concat(Stream.of("cost"), engines.stream().map(Engine::title)).toList());
    row(rule(engines.size()));
    cost("fresh context and trivial script, CPU µs", engines, Costs.CONTEXT, NANOS_PER_MICRO);
    cost("whole job with trivial script, CPU µs", engines, Costs.JOB, NANOS_PER_MICRO);
    cost("idle context, KiB", engines, Costs.IDLE, 1024);
    coroutine("coroutine resume and yield, CPU µs", engines, Program.SWITCH);
    coroutine("coroutine made and resumed twice, CPU µs", engines, Program.CREATE);
  }

  private void cost(String title, List<Engine> engines, String name, double unit) {
    List<String> cells = new ArrayList<>(List.of(title));
    for (Engine engine : engines) {
      List<Double> values = costs.getOrDefault(engine, Map.of()).get(name);
      cells.add(values == null ? "" : format("%.2f", Figures.median(values) / unit));
    }
    row(cells);
  }

  private void coroutine(String title, List<Engine> engines, Program program) {
    List<String> cells = new ArrayList<>(List.of(title));
    for (Engine engine : engines) {
      cells.add(format("%.2f", switches.time(engine, program) / NANOS_PER_MICRO));
    }
    row(cells);
  }

  private static List<String> rule(int columns) {
    return IntStream.rangeClosed(0, columns).mapToObj(i -> i == 0 ? "---" : "---:").toList();
  }

  private void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String more) {
    text.append(more).append('\n');
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
