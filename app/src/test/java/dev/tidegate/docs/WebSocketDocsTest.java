package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.cli.LocalNetwork;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.policy.Actor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the page on connections, run against the server that the page names. */
class WebSocketDocsTest {

  /** Where {@code bin/tidegate echo} listens, as the page says. */
  private static final String ADDRESS = "ws://127.0.0.1:8765";

  private static LocalNetwork network;
  private static TestEngine engine;

  @BeforeAll
  static void start() {
    network = new LocalNetwork();
    engine = new TestEngine(network.pollers(), network.module());
  }

  @AfterAll
  static void stop() {
    engine.close();
    network.close();
  }

  static List<LuaDocsTest.Example> examples() throws IOException {
    return LuaDocsTest.examplesOf(LuaDocsTest.CONNECTIONS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void runs(LuaDocsTest.Example example) throws Exception {
    assertThat(example.source()).contains(ADDRESS);
    assertThat(
            engine
                .start(
                    example.source().replace(ADDRESS, network.peer().toString()),
                    TestEngine.GENEROUS,
                    "default",
                    Map.of(Actor.class, new Actor("default", Set.of("default"))))
                .outcome())
        .isEqualTo(new Outcome.Succeeded(Json.NULL));
    assertThat(engine.faults()).isEmpty();
  }
}
