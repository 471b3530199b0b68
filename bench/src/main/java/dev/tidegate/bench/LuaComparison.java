package dev.tidegate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares Lua engines by CPU time and prints one page of Markdown.
 *
 * <p>Each engine runs in processes of its own, one after another, and the engines take turns in
 * every round, so that a change of the machine's load meets all of them. Options: {@code
 * --rounds=3}, {@code --passes=16}, {@code --engines=TIDEGATE,LUAJ}, {@code --programs=fib,loop},
 * {@code --together=false}, {@code --write=FILE}.
 */
public final class LuaComparison {

  /** Threads take longer than the continuations that the sizes are made for, so many times. */
  private static final int SLOW_COROUTINES = 50;

  private final Map<String, String> options;
  private final int rounds;
  private final int passes;
  private final PrintStream progress = System.err;
  private final Path scripts;
  private final Measurement first = new Measurement();
  private final Measurement alone = new Measurement();
  private final Measurement together = new Measurement();
  private final Measurement switches = new Measurement();
  private final Map<Engine, Map<String, List<Double>>> costs = new EnumMap<>(Engine.class);

  private LuaComparison(Map<String, String> options, Path scripts) {
    this.options = options;
    this.scripts = scripts;
    rounds = Integer.parseInt(options.getOrDefault("rounds", "3"));
    passes = Integer.parseInt(options.getOrDefault("passes", "16"));
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path scripts = Files.createTempDirectory("tidegate-bench");
    try {
      new LuaComparison(Options.of(arguments), scripts).run();
    } finally {
      delete(scripts);
    }
  }

  private void run() throws IOException, InterruptedException {
    for (Program program : Program.values()) {
      Files.write(scripts.resolve(program.title() + ".lua"), program.source());
    }
    Files.write(scripts.resolve("trial.lua"), driver());
    List<Engine> engines = new ArrayList<>();
    List<Engine> missing = new ArrayList<>();
    for (Engine engine : chosenEngines()) {
      (isInstalled(engine) ? engines : missing).add(engine);
    }
    for (int round = 1; round <= rounds; round++) {
      for (Program program : chosenPrograms()) {
        for (Engine engine : engines) {
          note(round, engine, program.title());
          alone(engine, program);
        }
      }
      if (Boolean.parseBoolean(options.getOrDefault("together", "true"))) {
        for (Engine engine : engines) {
          if (engine.runsInJvm()) {
            note(round, engine, "together");
            together(engine);
          }
        }
      }
      if (!options.containsKey("programs")) {
        for (Engine engine : engines) {
          note(round, engine, "costs");
          costs(engine);
        }
      }
    }
    alone.requireAgreement();
    switches.requireAgreement();
    String page = new Page(rounds, missing, first, alone, together, switches, costs).text();
    System.out.print(page);
    String file = options.get("write");
    if (file != null) {
      Files.writeString(Path.of(file), page);
    }
  }

  private void note(int round, Engine engine, String what) {
    progress.printf("round %d of %d: %s, %s%n", round, rounds, what, engine.title());
  }

  private List<Engine> chosenEngines() {
    String names = options.get("engines");
    return names == null
        ? List.of(Engine.values())
        : Arrays.stream(names.split(",")).map(Engine::valueOf).sorted().toList();
  }

  private List<Program> chosenPrograms() {
    String titles = options.get("programs");
    return titles == null
        ? Program.whole()
        : Arrays.stream(titles.split(",")).map(Program::ofTitle).sorted().toList();
  }

  private static boolean isInstalled(Engine engine) {
    return engine.runsInJvm() || ChildProcess.isInstalled(engine.title());
  }

  private void alone(Engine engine, Program program) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    for (Line line : trial(engine, passes, List.of(program), program.size())) {
      times.add(line.nanos);
      alone.checksum(engine, program, line.checksum);
    }
    first.add(engine, program, times.getFirst());
    alone.add(engine, program, Figures.median(Figures.later(times)));
  }

  /** All programs in turn in one process, whose JIT then sees them all. */
  private void together(Engine engine) throws IOException, InterruptedException {
    Map<Program, List<Double>> times = new EnumMap<>(Program.class);
    for (Line line : trial(engine, passes, chosenPrograms(), 0)) {
      times.computeIfAbsent(line.program, _ -> new ArrayList<>()).add(line.nanos);
    }
    times.forEach(
        (program, each) -> together.add(engine, program, Figures.median(Figures.later(each))));
  }

  private void costs(Engine engine) throws IOException, InterruptedException {
    if (!engine.isVariant()) {
      for (Program program : Program.switches()) {
        int size = program.size() / (engine.hasSlowCoroutines() ? SLOW_COROUTINES : 1);
        List<Double> times = new ArrayList<>();
        for (Line line : trial(engine, passes, List.of(program), size)) {
          times.add(line.nanos / size);
        }
        switches.add(engine, program, Figures.median(Figures.later(times)));
      }
    }
    if (engine.runsInJvm() && !engine.isVariant()) {
      for (String line :
          ChildProcess.output(ChildProcess.java(Costs.class, List.of(engine.name())))) {
        String[] parts = line.split(" ", 2);
        costs
            .computeIfAbsent(engine, _ -> new LinkedHashMap<>())
            .computeIfAbsent(parts[0], _ -> new ArrayList<>())
            .add(Double.parseDouble(parts[1]));
      }
    }
  }

  private record Line(Program program, double nanos, String checksum) {}

  /** A trial's lines; size 0 stands for each program's own. */
  private List<Line> trial(Engine engine, int passes, List<Program> programs, int size)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add(engine.runsInJvm() ? engine.name() : scripts.toString());
    arguments.add(Integer.toString(passes));
    for (Program program : programs) {
      arguments.add(program.title() + "=" + (size == 0 ? program.size() : size));
    }
    List<String> command = new ArrayList<>();
    if (engine.runsInJvm()) {
      command.addAll(ChildProcess.java(Trial.class, arguments));
    } else {
      command.add(engine.title());
      command.add(scripts.resolve("trial.lua").toString());
      command.addAll(arguments);
    }
    List<Line> lines = new ArrayList<>();
    for (String line : ChildProcess.output(command)) {
      String[] parts = line.split(" ", 3);
      lines.add(new Line(Program.ofTitle(parts[0]), Double.parseDouble(parts[1]), parts[2]));
    }
    return lines;
  }

  private static byte[] driver() throws IOException {
    try (InputStream stream = LuaComparison.class.getResourceAsStream("/trial.lua")) {
      if (stream == null) {
        throw new IllegalStateException("no file /trial.lua");
      }
      return stream.readAllBytes();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
