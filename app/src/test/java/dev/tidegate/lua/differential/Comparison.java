package dev.tidegate.lua.differential;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** Runs the same chunks in stock Lua and here, and holds what they did against each other. */
final class Comparison implements AutoCloseable {

  private static final Path PRELUDE = Path.of("src/test/lua/differential/prelude.lua");
  private static final int BATCH = 200;
  private static final String SEPARATOR = "\f";

  /** What a transcendental function of a C library and of Java may be apart, in last places. */
  private static final double TOLERANCE = 4;

  private static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(60),
          2_000_000_000L,
          256 << 20,
          64 << 20,
          1024,
          1,
          100_000,
          0,
          1000,
          256L << 20);

  private final String prelude;
  private final StockLua stock;
  private final TestEngine engine;

  private Comparison(String prelude, StockLua stock, TestEngine engine) {
    this.prelude = prelude;
    this.stock = stock;
    this.engine = engine;
  }

  /** Starts both; skips the test where stock Lua is not installed. */
  static Comparison start() throws Exception {
    StockLua stock = StockLua.start();
    return new Comparison(Files.readString(PRELUDE), stock, new TestEngine());
  }

  /**
   * Compares as many cases as asked for.
   *
   * @param generator makes a case; all follow from the seed
   */
  void compare(long seed, int count, Function<Chance, Case> generator) throws Exception {
    Chance chance = new Chance(seed);
    for (int done = 0; done < count; done += BATCH) {
      List<Case> batch = new ArrayList<>();
      while (batch.size() < Math.min(BATCH, count - done)) {
        batch.add(generator.apply(chance));
      }
      compare("seed " + seed, batch);
    }
  }

  /** Compares cases; the name of where they come from appears in the message. */
  void compare(String origin, List<Case> cases) throws Exception {
    List<Difference> differences = differences(cases);
    if (differences.isEmpty()) {
      return;
    }
    Difference smallest = shrink(differences.getFirst());
    throw new AssertionFailedError(
        "%s: %d of %d chunks do not do what they do in stock Lua, such as%n%s%n"
            .formatted(origin, differences.size(), cases.size(), smallest.it().source()),
        smallest.expected(),
        smallest.actual());
  }

  /** Leaves out what can be left out with both still not doing the same: first statements. */
  Difference shrink(Difference found) throws Exception {
    Difference smallest = withFewer(found);
    // What is no program any more is rejected by both, and so not kept.
    Case lines = new Case(smallest.it().source().lines().toList(), smallest.it().rounded());
    return withFewer(new Difference(lines, smallest.expected(), smallest.actual()));
  }

  private Difference withFewer(Difference found) throws Exception {
    Difference smallest = found;
    for (int size = smallest.it().statements().size(); size > 0; size /= 2) {
      int from = 0;
      while (from < smallest.it().statements().size()) {
        List<String> fewer = new ArrayList<>(smallest.it().statements());
        fewer.subList(from, Math.min(from + size, fewer.size())).clear();
        Optional<Difference> still =
            differences(List.of(new Case(fewer, smallest.it().rounded()))).stream().findFirst();
        if (still.isPresent()) {
          smallest = still.get();
        } else {
          from += size;
        }
      }
    }
    return smallest;
  }

  List<Difference> differences(List<Case> cases) throws Exception {
    String chunk =
        cases.stream()
            .map(it -> "  \"" + escape(it.source()) + "\",\n")
            .collect(Collectors.joining("", prelude + "\nrun {\n", "}\n"));
    CompletableFuture<String> answer = stock.run(chunk);
    String[] actual = run(chunk).split(SEPARATOR, -1);
    String[] expected = StockLua.get(answer).split(SEPARATOR, -1);
    if (cases.size() > 1 && (expected.length != cases.size() || actual.length != cases.size())) {
      // One of them has ended all: find it.
      List<Difference> differences =
          new ArrayList<>(differences(cases.subList(0, cases.size() / 2)));
      differences.addAll(differences(cases.subList(cases.size() / 2, cases.size())));
      if (!differences.isEmpty()) {
        return differences;
      }
      throw new AssertionError(
          "%d cases, %d answers of stock Lua, the last %s, and %d here, the last %s"
              .formatted(
                  cases.size(),
                  expected.length,
                  expected[expected.length - 1],
                  actual.length,
                  actual[actual.length - 1]));
    }
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case it = cases.get(i);
      if (!expected[i].equals(actual[i])
          && !(it.rounded() && isClose(expected[i], actual[i]))
          && !KnownDifference.explains(it.source(), expected[i], actual[i])) {
        differences.add(new Difference(it, expected[i], actual[i]));
      }
    }
    return differences;
  }

  private String run(String chunk) throws Exception {
    List<String> printed = new ArrayList<>();
    Outcome outcome =
        engine
            .engine()
            .start(
                engine.compile("batch", chunk),
                new RunRequest(
                    "job",
                    "test",
                    Json.NULL,
                    LIMITS,
                    entry -> printed.add(entry.message()),
                    Map.of()))
            .outcome()
            .toCompletableFuture()
            .get();
    return outcome instanceof Outcome.Succeeded ? String.join("\n", printed) : "ended: " + outcome;
  }

  private static boolean isClose(String expected, String actual) {
    String[] left = expected.split("\t", -1);
    String[] right = actual.split("\t", -1);
    if (left.length != right.length) {
      return false;
    }
    for (int i = 0; i < left.length; i++) {
      if (!left[i].equals(right[i]) && !isCloseNumber(left[i], right[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCloseNumber(String expected, String actual) {
    try {
      double left = Double.parseDouble(expected);
      return Math.abs(left - Double.parseDouble(actual)) <= TOLERANCE * Math.ulp(left);
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }

  /** As the inside of a Lua string literal. */
  static String escape(String latin) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < latin.length(); i++) {
      char c = latin.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c >= ' ' && c <= '~') {
        escaped.append(c);
      } else {
        escaped.append('\\').append(c / 100).append(c / 10 % 10).append(c % 10);
      }
    }
    return escaped.toString();
  }

  @Override
  public void close() {
    stock.close();
    engine.close();
  }

  record Difference(Case it, String expected, String actual) {}
}
