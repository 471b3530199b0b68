package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.ByteSize;
import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LuaEngine;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.fiber.Poller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineAssemblyTest {

  private static final Limits LIMITS =
      new Limits(Duration.ofMinutes(1), 1_000_000, 16 << 20, 0, 1024, 0, 0, 0, 1, 1 << 20);

  @ParameterizedTest
  @CsvSource({
    "UTC, 10:00 +0000 UTC 10:00 +0000 GMT",
    "Etc/UTC, 10:00 +0000 UTC 10:00 +0000 GMT",
    "Europe/Berlin, 12:00 +0200 CEST 12:00 +0200 CEST",
    "-03:30, 06:30 -0330 -0330 06:30 -0330 GMT-03:30"
  })
  void scripts_are_in_the_configured_time_zone(String zone, String expected) throws Exception {
    EngineProperties properties =
        new EngineProperties(
            1,
            FiberChoice.CONTINUATION,
            new ByteSize(16 << 20),
            new ByteSize(0),
            Duration.ofSeconds(20),
            ZoneId.of(zone));
    try (LuaEngine engine = EngineAssembly.start(properties, List.of(), Poller.Factory.NONE)) {
      assertThat(
              run(
                  engine,
                  """
                  local second = 1719828000
                  return time.unix(second, 0):format("15:04 -0700 MST") .. os.date(" %H:%M %z %Z", second)
                  """))
          .isEqualTo(new Outcome.Succeeded(Json.of('"' + expected + '"')));
    }
  }

  private static Outcome run(LuaEngine engine, String source) throws Exception {
    Compilation compilation =
        engine
            .compile("test", "script", source.getBytes(StandardCharsets.UTF_8))
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    Script script = ((Compilation.Compiled) compilation).script();
    return engine
        .start(script, new RunRequest("job", "test", Json.NULL, LIMITS, entry -> {}, Map.of()))
        .outcome()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }
}
