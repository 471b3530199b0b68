package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.hostile.IsolationCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of the guide on modules: what the page shows is what is compiled and run here. */
class WritingAModuleTest {

  private static final Path PAGE = Path.of("../docs/writing-a-module.md");
  private static final Path SOURCE = Path.of("src/test/java/dev/tidegate/docs/DiceModule.java");

  private static final DiceModule DICE = new DiceModule();
  private static TestEngine engine;

  @RegisterExtension final IsolationCheck isolation = new IsolationCheck(() -> List.of(engine));

  @BeforeAll
  static void start_an_engine() {
    engine = new TestEngine(DICE.module());
  }

  @AfterAll
  static void close_the_engine() {
    engine.close();
  }

  @Test
  void the_page_shows_the_whole_source_of_the_module() throws IOException {
    assertThat(FencedBlock.of("java", Files.readString(PAGE)))
        .contains(Files.readString(SOURCE).strip());
  }

  @Test
  void the_script_on_the_page_runs() throws Exception {
    List<String> scripts = FencedBlock.of("lua", Files.readString(PAGE));
    assertThat(scripts).isNotEmpty();
    for (String script : scripts) {
      assertThat(engine.run(script)).isEqualTo(new Outcome.Succeeded(Json.NULL));
    }
  }

  @Test
  void what_a_run_used_is_given_back_at_its_end() throws Exception {
    assertThat(engine.run("local d = require('dice') d.cup() d.cup() error('oops')"))
        .isInstanceOf(Outcome.Failed.class);

    assertThat(DICE.cupsInUse()).isZero();
  }
}
