package dev.tidegate.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.lua.fiber.FiberChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what the official tests of Lua 5.2 are about, in files of our own: on both kinds of fiber,
 * and, so that no wrong expectation stays, in stock Lua.
 */
class ConformanceTest {

  private static final Path FOLDER = Path.of("src/test/lua/conformance");

  /** Debian's package {@code lua5.2}. */
  private static final Path STOCK = Path.of("/usr/bin/lua5.2");

  private static TestEngine continuations;
  private static TestEngine virtualThreads;

  @BeforeAll
  static void startEngines() {
    continuations = new TestEngine(FiberChoice.CONTINUATION);
    virtualThreads = new TestEngine(FiberChoice.VIRTUAL_THREAD);
  }

  @AfterAll
  static void closeEngines() {
    continuations.close();
    virtualThreads.close();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".lua")).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void holds_on_continuations(Path file) throws Exception {
    assertHolds(continuations, file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void holds_on_virtual_threads(Path file) throws Exception {
    assertHolds(virtualThreads, file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void holds_in_stock_lua(Path file) throws Exception {
    assumeTrue(Files.isExecutable(STOCK), STOCK + " is not installed");
    ProcessBuilder builder =
        new ProcessBuilder(STOCK.toString(), file.toString()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process lua = builder.start();
    String output = new String(lua.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(lua.waitFor(60, TimeUnit.SECONDS)).as(file.toString()).isTrue();
    assertThat(output).as(file.toString()).isEmpty();
    assertThat(lua.exitValue()).as(file.toString()).isZero();
  }

  private static void assertHolds(TestEngine engine, Path file) throws Exception {
    Script script = engine.compile(file.getFileName().toString(), Files.readString(file));
    Outcome outcome =
        engine.start(script, Json.NULL, TestEngine.GENEROUS, "test", Map.of()).outcome();
    assertThat(outcome).as(file.toString()).isEqualTo(new Outcome.Succeeded(Json.NULL));
    assertThat(engine.faults()).isEmpty();
  }
}
