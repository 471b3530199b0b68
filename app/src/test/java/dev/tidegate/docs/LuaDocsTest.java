package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.env.EnvModule;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.hostile.IsolationCheck;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.security.Permissions;
import dev.tidegate.security.SecurityModule;
import dev.tidegate.variable.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference pages of the modules: each of their examples runs by itself. */
class LuaDocsTest {

  private static final Path PAGES = Path.of("../docs/lua");
  private static final String INDEX = "README.md";

  /** Its examples need a server: {@link WebSocketDocsTest} runs them. */
  static final Path CONNECTIONS = PAGES.resolve("websocket.md");

  /** Allows what the pages say that is allowed. */
  private static final String POLICIES =
      """
      version: "1.0"
      namespace: docs
      entries:
        - name: read
          kind: security.policy
          policy: {actions: article.read, resources: "article:*", effect: allow}
          groups: [readers]
        - name: variables
          kind: security.policy
          policy: {actions: env.get, resources: "FEED_*", effect: allow}
          groups: [authors]
        - name: rights
          kind: security.policy
          policy: {actions: "security.*", resources: "*", effect: allow}
          groups: [authors]
        - name: internal
          kind: security.policy
          policy: {actions: "security.*", resources: ["docs:internal", root], effect: deny}
          groups: [authors]
      """;

  private static final Map<String, String> VARIABLES =
      Map.of("FEED_URL", "wss://feed.example.com/v1", "DATABASE_PASSWORD", "not for scripts");

  private static TestEngine engine;

  @RegisterExtension final IsolationCheck isolation = new IsolationCheck(() -> List.of(engine));

  @BeforeAll
  static void start_an_engine() {
    Permissions permissions =
        new Permissions(AccessControl.of(PolicyLoader.parse("docs.yaml", POLICIES)));
    engine =
        new TestEngine(
            new EnvModule(permissions, Variables.of(VARIABLES, List.of(), warning -> {})).module(),
            new SecurityModule(permissions).module());
  }

  @AfterAll
  static void close_the_engine() {
    engine.close();
  }

  record Example(Path page, int number, String source) {

    @Override
    public String toString() {
      return page.getFileName() + ", example " + number;
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Path page : pages()) {
      if (!page.equals(CONNECTIONS)) {
        examples.addAll(examplesOf(page));
      }
    }
    return examples;
  }

  static List<Example> examplesOf(Path page) throws IOException {
    List<Example> examples = new ArrayList<>();
    List<String> blocks = FencedBlock.of("lua", Files.readString(page));
    for (int i = 0; i < blocks.size(); i++) {
      examples.add(new Example(page, i + 1, blocks.get(i)));
    }
    return examples;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void runs(Example example) throws Exception {
    assertThat(
            engine
                .start(
                    example.source(),
                    TestEngine.GENEROUS,
                    "default",
                    Map.of(Actor.class, new Actor("default", Set.of("docs:authors"))))
                .outcome())
        .isEqualTo(new Outcome.Succeeded(Json.NULL));
  }

  @Test
  void every_page_has_an_example_and_a_line_in_the_index() throws IOException {
    String index = Files.readString(PAGES.resolve(INDEX));
    assertThat(pages()).hasSizeGreaterThan(3);
    for (Path page : pages()) {
      String name = page.getFileName().toString();
      if (!name.equals(INDEX)) {
        assertThat(FencedBlock.of("lua", Files.readString(page)))
            .as(name)
            .anyMatch(example -> example.contains("assert("));
        assertThat(index).contains("](" + name + ")");
      }
    }
  }
}
