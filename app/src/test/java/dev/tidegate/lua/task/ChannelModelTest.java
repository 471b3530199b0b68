package dev.tidegate.lua.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.fiber.FiberChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random programs of tasks and channels do what the model says, step by step: which values pass, in
 * which order, and who goes on when.
 */
class ChannelModelTest {

  private static final long SEED = 20_261_128;
  private static final int PROGRAMS = 1_000;

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void programs_do_what_the_model_says(FiberChoice choice) throws Exception {
    Random random = new Random(SEED);
    Set<String> seen = new HashSet<>();
    try (TestEngine engine = new TestEngine(choice)) {
      Script script = engine.compile("model", ChannelProgram.SOURCE);
      for (int i = 0; i < PROGRAMS; i++) {
        ChannelProgram program = ChannelProgram.random(random);
        List<String> expected = ChannelModel.run(program);

        Outcome outcome =
            engine
                .start(script, Json.of(program.json()), TestEngine.GENEROUS, "test", Map.of())
                .outcome();

        assertThat(outcome)
            .as("program %d: %s", i, program.json())
            .isEqualTo(new Outcome.Succeeded(Json.of(json(expected))));
        expected.forEach(line -> seen.add(line.replaceAll("\\d+", "n")));
      }
    }
    // All kinds of things have happened.
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "n.n: sent",
            "n.n: send on closed channel",
            "n.n: n true",
            "n.n: nil false",
            "n.n: closed",
            "n.n: yielded",
            "n.n: spawned",
            "n.n: default",
            "n.n: n n true",
            "n.n: n nil false");
  }

  private static String json(List<String> log) {
    return log.stream().map(line -> '"' + line + '"').collect(Collectors.joining(",", "[", "]"));
  }
}
