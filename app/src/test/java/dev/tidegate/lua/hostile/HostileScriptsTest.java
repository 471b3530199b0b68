package dev.tidegate.lua.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.TestEngine.TestRun;
import dev.tidegate.lua.fiber.FiberChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile scripts, by what they attack, all on one engine for each kind of fiber. Each runs beside
 * a canary, a script that does a bit of everything and must always come to the same.
 */
class HostileScriptsTest {

  private static final String CANARY = Probe.read(Path.of("src/test/lua/hostile/canary.lua"));

  private static TestEngine continuations;
  private static TestEngine virtualThreads;
  private static Outcome song;

  @RegisterExtension
  final IsolationCheck isolation = new IsolationCheck(() -> List.of(continuations, virtualThreads));

  @BeforeAll
  static void start_the_engines() throws Exception {
    continuations = new TestEngine(FiberChoice.CONTINUATION);
    virtualThreads = new TestEngine(FiberChoice.VIRTUAL_THREAD);
    song = continuations.run(CANARY);
    assertThat(song).isInstanceOf(Outcome.Succeeded.class);
  }

  @AfterAll
  static void close_the_engines() {
    continuations.close();
    virtualThreads.close();
  }

  static List<HostileScript> scripts() {
    return HostileScript.in("scripts");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void on_continuations(HostileScript script) throws Exception {
    attack(continuations, script);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void on_virtual_threads(HostileScript script) throws Exception {
    attack(virtualThreads, script);
  }

  private static void attack(TestEngine engine, HostileScript script) throws Exception {
    Script compiled = engine.compile("attack", script.source());
    TestRun canary = engine.start(CANARY, TestEngine.GENEROUS, "canary", Map.of());
    TestRun run = engine.start(compiled, Json.of("true"), script.limits(), "attacker", Map.of());

    script.expectation().check(run.outcome());
    assertThat(canary.outcome()).isEqualTo(song);
  }

  static Stream<HostileScript> attackersOfPairs() {
    return HostileScript.in("pairs").stream()
        .filter(script -> script.toString().endsWith(".attacker.lua"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attackersOfPairs")
  void a_script_is_not_influenced_by_one_that_runs_before_or_beside_it(HostileScript attacker)
      throws Exception {
    HostileScript victim =
        HostileScript.read(
            Path.of(attacker.file().toString().replace(".attacker.lua", ".victim.lua")));
    for (TestEngine engine : List.of(continuations, virtualThreads)) {
      Script attack = engine.compile("attack", attacker.source());
      Script work = engine.compile("attack", victim.source());
      for (int round = 0; round < 3; round++) {
        TestRun first = engine.start(work, Json.NULL, victim.limits(), "victim", Map.of());
        TestRun attacking = engine.start(attack, Json.NULL, attacker.limits(), "other", Map.of());
        TestRun beside = engine.start(work, Json.NULL, victim.limits(), "victim", Map.of());
        attacker.expectation().check(attacking.outcome());
        TestRun after = engine.start(work, Json.NULL, victim.limits(), "victim", Map.of());

        victim.expectation().check(first.outcome());
        victim.expectation().check(beside.outcome());
        victim.expectation().check(after.outcome());
      }
    }
  }

  static Stream<HostileScript> scriptsWithGarbage() {
    return scripts().stream().filter(HostileScript::hasGarbage);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scriptsWithGarbage")
  void what_is_not_kept_does_not_count(HostileScript script) throws Exception {
    Script compiled = continuations.compile("attack", script.source());

    assertThat(
            continuations
                .start(compiled, Json.of("false"), script.limits(), "attacker", Map.of())
                .outcome())
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void there_are_scripts_for_every_requirement() {
    assertThat(scripts()).hasSizeGreaterThan(100);
    for (int requirement = 1; requirement <= 11; requirement++) {
      String prefix = "R%02d".formatted(requirement);
      assertThat(scripts())
          .anyMatch(script -> script.file().getFileName().toString().startsWith(prefix));
    }
  }
}
