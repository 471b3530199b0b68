package dev.tidegate.lua.hostile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A script that attacks, and what its first lines say about it: {@code -- Attacks:} in words,
 * {@code -- Limits:} where they are not the usual small ones, as {@code name=number}, and {@code --
 * Expect:} what it must come to.
 *
 * <p>That is {@code succeeded}, perhaps with the result as JSON, or {@code failed} with the reason
 * and, for an error of the script, a part of its message; {@code out_of_memory} stands for both
 * ways in which a job gets no more. A script of which the first lines say {@code -- As garbage:
 * succeeded} keeps what it makes if its input is true, and has to succeed if it is false.
 */
record HostileScript(
    Path file, Limits limits, Expectation expectation, boolean hasGarbage, String source) {

  private static final Path ROOT = Path.of("src/test/lua/hostile");

  private static final Pattern ATTACKS = Pattern.compile("^-- Attacks: \\S.*$", Pattern.MULTILINE);
  private static final Pattern LIMITS = Pattern.compile("^-- Limits: (.*)$", Pattern.MULTILINE);
  private static final Pattern LIMIT = Pattern.compile("(\\w+)=(\\d+)");
  private static final Pattern EXPECT =
      Pattern.compile("^-- Expect: (succeeded|failed) ?(.*)$", Pattern.MULTILINE);

  private static final Pattern GARBAGE =
      Pattern.compile("^-- As garbage: succeeded$", Pattern.MULTILINE);

  private static final Map<String, Long> USUAL =
      Map.of(
          "instructions", 3_000_000L,
          "memory", 16L,
          "millis", 20_000L,
          "output", 4096L,
          "result", 65_536L,
          "coroutines", 100L,
          "timers", 100L,
          "allocation", 8L);

  /** What a script must come to. */
  sealed interface Expectation {

    /** Fails where it came to something else. */
    void check(Outcome outcome);
  }

  /** Any result, or this one. */
  record Succeeds(String json) implements Expectation {

    @Override
    public void check(Outcome outcome) {
      if (json.isEmpty()) {
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
      } else {
        assertThat(outcome).isEqualTo(new Outcome.Succeeded(Json.of(json)));
      }
    }
  }

  /** A reason, and for an error of the script a part of the message. */
  record Fails(Failure.Reason reason, String part) implements Expectation {

    @Override
    public void check(Outcome outcome) {
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      Failure failure = ((Outcome.Failed) outcome).failure();
      assertThat(failure.reason()).as("%s", failure.message()).isEqualTo(reason);
      assertThat(failure.message()).contains(part);
    }
  }

  /** Too much memory: the run has ended, or a single request was refused and not caught. */
  record RunsOutOfMemory() implements Expectation {

    @Override
    public void check(Outcome outcome) {
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      Failure failure = ((Outcome.Failed) outcome).failure();
      if (failure.reason() == Failure.Reason.SCRIPT) {
        assertThat(failure.message()).contains("not enough memory");
      } else {
        assertThat(failure.reason()).as("%s", failure.message()).isEqualTo(Failure.Reason.MEMORY);
      }
    }
  }

  /** The scripts of a folder, in the order of their names. */
  static List<HostileScript> in(String folder) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".lua"))
          .sorted()
          .map(HostileScript::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing hostile scripts", e);
    }
  }

  static HostileScript read(Path file) {
    String source = Probe.read(file);
    if (!ATTACKS.matcher(source).find()) {
      throw new IllegalArgumentException(file + " does not say what it attacks");
    }
    Matcher expect = EXPECT.matcher(source);
    if (!expect.find()) {
      throw new IllegalArgumentException(file + " does not say what to expect");
    }
    Matcher limits = LIMITS.matcher(source);
    return new HostileScript(
        file,
        limits(limits.find() ? limits.group(1) : ""),
        expect.group(1).equals("succeeded")
            ? new Succeeds(expect.group(2))
            : fails(expect.group(2)),
        GARBAGE.matcher(source).find(),
        source);
  }

  private static Expectation fails(String words) {
    if (words.equals("out_of_memory")) {
      return new RunsOutOfMemory();
    }
    int colon = words.indexOf(": ");
    String reason = colon < 0 ? words : words.substring(0, colon);
    return new Fails(
        Failure.Reason.valueOf(reason.toUpperCase(Locale.ROOT)),
        colon < 0 ? "" : words.substring(colon + 2));
  }

  private static Limits limits(String words) {
    Map<String, Long> values = new HashMap<>(USUAL);
    Matcher limit = LIMIT.matcher(words);
    while (limit.find()) {
      if (values.replace(limit.group(1), Long.valueOf(limit.group(2))) == null) {
        throw new IllegalArgumentException("no limit is called " + limit.group(1));
      }
    }
    ToLongFunction<String> value = name -> requireNonNull(values.get(name));
    return new Limits(
        Duration.ofMillis(value.applyAsLong("millis")),
        value.applyAsLong("instructions"),
        value.applyAsLong("memory") << 20,
        value.applyAsLong("output"),
        value.applyAsLong("result"),
        0,
        Math.toIntExact(value.applyAsLong("coroutines")),
        Math.toIntExact(value.applyAsLong("timers")),
        100_000,
        value.applyAsLong("allocation") << 20);
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }
}
