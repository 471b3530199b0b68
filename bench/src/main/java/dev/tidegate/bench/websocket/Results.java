package dev.tidegate.bench.websocket;

import dev.tidegate.bench.Figures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The figures of all rounds. */
final class Results {

  private record Measured(Contender contender, Cell cell) {}

  private final Map<Measured, Map<Figure, List<Double>>> figures = new HashMap<>();
  private final Set<Contender> contenders = new LinkedHashSet<>();

  void add(Contender contender, Cell cell, Figure figure, double value) {
    contenders.add(contender);
    figures
        .computeIfAbsent(new Measured(contender, cell), _ -> new EnumMap<>(Figure.class))
        .computeIfAbsent(figure, _ -> new ArrayList<>())
        .add(value);
  }

  /** Those that were measured, as tables show them. */
  List<Contender> contenders() {
    return contenders.stream().sorted().toList();
  }

  /** The median over the rounds; empty where it was not measured. */
  OptionalDouble median(Contender contender, Cell cell, Figure figure) {
    List<Double> values = figures.getOrDefault(new Measured(contender, cell), Map.of()).get(figure);
    return values == null ? OptionalDouble.empty() : OptionalDouble.of(Figures.median(values));
  }
}
