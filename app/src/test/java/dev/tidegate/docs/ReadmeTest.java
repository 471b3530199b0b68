package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code README.md} against the files that they are said to be. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern LUA = Pattern.compile("(?s)```lua\n(.*?)```\n");

  @Test
  void the_script_is_the_example_that_the_readme_names() throws IOException {
    assertThat(luaBlocks(Files.readString(ROOT.resolve("README.md"))))
        .containsExactly(Files.readString(ROOT.resolve("examples/echo.lua")));
  }

  private static List<String> luaBlocks(String markdown) {
    return LUA.matcher(markdown).results().map(block -> block.group(1)).toList();
  }
}
