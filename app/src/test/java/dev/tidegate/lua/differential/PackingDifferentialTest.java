package dev.tidegate.lua.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.TestEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** {@code string.pack} and its relatives, which stock Lua has since 5.3, by chance. */
class PackingDifferentialTest {

  private static final String PROGRAM = "lua5.4";
  private static final Path SCRIPT = Path.of("src/test/lua/differential/packing.lua");

  /** How the script calls what only stock Lua can hold. */
  private static final String INEXACT = "an integer that no number is equal to";

  private static final int FEWEST_LINES = 25_000;

  private static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(60), 4_000_000_000L, 256 << 20, 64 << 20, 1024, 1, 1, 0, 1, 64 << 20);

  @Test
  void bytes_values_and_messages_are_those_of_stock_lua() throws Exception {
    List<String> expected = stock();
    List<String> actual = here();

    assertThat(expected).hasSizeGreaterThanOrEqualTo(FEWEST_LINES);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      String line = actual.get(i);
      // Here it is an error where stock Lua goes on, and may come to another error.
      boolean isInexactBefore = line.endsWith(INEXACT) && expected.get(i).contains(" error: ");
      assertThat(isInexactBefore ? line : expected.get(i))
          .as("line %d, after %s", i, actual.subList(i - i % 5, i))
          .isEqualTo(line);
    }
    assertThat(actual).filteredOn(line -> line.startsWith("  unpack   \"")).hasSizeGreaterThan(100);
  }

  private static List<String> here() throws Exception {
    try (TestEngine engine = new TestEngine()) {
      Script script = engine.compile("packing", Files.readString(SCRIPT));
      TestEngine.TestRun run = engine.start(script, Json.NULL, LIMITS, "test", Map.of());
      assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded(Json.NULL));
      return run.log().stream().map(LogEntry::message).toList();
    }
  }

  private static List<String> stock() throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(PROGRAM, SCRIPT.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException missing) {
      Assumptions.abort(PROGRAM + " is not installed (Debian's package " + PROGRAM + ")");
      throw missing;
    }
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
