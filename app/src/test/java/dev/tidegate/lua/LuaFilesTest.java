package dev.tidegate.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.TestEngine.TestRun;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.hostile.IsolationCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the Lua files that check themselves, each twice in contexts of one engine, on both kinds of
 * fiber. A file that has to fail says so in its first line: {@code -- Fails: kind: message}.
 */
class LuaFilesTest {

  private static final Path ROOT = Path.of("src/test/lua");
  private static final List<String> FOLDERS =
      List.of("channel", "language", "lib", "module", "sandbox", "specification/tables", "task");

  private static final Pattern FAILS = Pattern.compile("-- Fails: (.*)");

  private static TestEngine continuations;
  private static TestEngine virtualThreads;

  @RegisterExtension
  final IsolationCheck isolation = new IsolationCheck(() -> List.of(continuations, virtualThreads));

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
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all
          .filter(path -> path.toString().endsWith(".lua"))
          .map(ROOT::relativize)
          .filter(path -> FOLDERS.stream().anyMatch(path::startsWith))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void holds_on_continuations(Path file) throws Exception {
    assertHolds(continuations, file);
    assertHolds(continuations, file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void holds_on_virtual_threads(Path file) throws Exception {
    assertHolds(virtualThreads, file);
  }

  private static void assertHolds(TestEngine engine, Path file) throws Exception {
    String source = Files.readString(ROOT.resolve(file));
    Script script = engine.compile(file.getFileName().toString(), source);
    TestRun run = engine.start(script, Json.NULL, TestEngine.GENEROUS, "test", Map.of());
    Matcher fails = FAILS.matcher(source);
    if (fails.lookingAt()) {
      Failure failure = run.failure();
      assertThat(failure.kind() + ": " + failure.message()).isEqualTo(fails.group(1));
      assertThat(failure.reason()).isEqualTo(Failure.Reason.SCRIPT);
    } else {
      assertThat(run.outcome()).as(file.toString()).isEqualTo(new Outcome.Succeeded(Json.NULL));
    }
    assertThat(engine.faults()).isEmpty();
  }
}
