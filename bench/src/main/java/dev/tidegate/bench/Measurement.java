package dev.tidegate.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what engines took for programs, in one way of running them, and their checksums. */
final class Measurement {

  private final Map<Engine, Map<Program, List<Double>>> nanos = new TreeMap<>();
  private final Map<Program, Map<String, Set<Engine>>> checksums = new LinkedHashMap<>();

  void add(Engine engine, Program program, double time) {
    nanos
        .computeIfAbsent(engine, _ -> new TreeMap<>())
        .computeIfAbsent(program, _ -> new ArrayList<>())
        .add(time);
  }

  void checksum(Engine engine, Program program, String checksum) {
    checksums
        .computeIfAbsent(program, _ -> new TreeMap<>())
        .computeIfAbsent(checksum, _ -> new LinkedHashSet<>())
        .add(engine);
  }

  /** Refuses results that differ. */
  void requireAgreement() {
    checksums.forEach((program, results) -> {
      if (results.size() > 1) {
        throw new IllegalStateException(program.title() + ": engines disagree: " + results);
      }
    });
  }

  List<Engine> engines() {
    return List.copyOf(nanos.keySet());
  }

  List<Program> programs() {
    return nanos.values().stream()
        .flatMap(times -> times.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  boolean has(Engine engine, Program program) {
    return nanos.getOrDefault(engine, Map.of()).containsKey(program);
  }

  /** The median over the rounds, in nanoseconds. */
  double time(Engine engine, Program program) {
    Map<Program, List<Double>> times = nanos.get(engine);
    List<Double> measured = times == null ? null : times.get(program);
    if (measured == null) {
      throw new IllegalArgumentException(engine + " did not run " + program);
    }
    return Figures.median(measured);
  }

  double ratio(Engine engine, Engine base, Program program) {
    return time(engine, program) / time(base, program);
  }

  /** The geometric mean of an engine's times divided by another's. */
  double ratio(Engine engine, Engine base) {
    return Figures.geometricMean(
        programs().stream()
            .filter(program -> has(engine, program) && has(base, program))
            .map(program -> ratio(engine, base, program))
            .toList());
  }
}
