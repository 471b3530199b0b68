package dev.tidegate.lua.lib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.DirectRun;
import dev.tidegate.lua.ScriptError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the Lua files that describe the libraries by assertions. Those of {@code lib} hold in stock
 * Lua 5.2 too, except where a sandbox must differ.
 */
class LibraryScriptsTest {

  private static final List<Path> FOLDERS =
      List.of(Path.of("src/test/lua/lib"), Path.of("src/test/lua/module"));

  static List<Path> scripts() throws IOException {
    Stream<Path> all = Stream.empty();
    for (Path folder : FOLDERS) {
      try (Stream<Path> files = Files.list(folder)) {
        all = Stream.concat(all, files.sorted().toList().stream());
      }
    }
    return all.toList();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void script_finds_the_libraries_as_it_describes_them(Path script) throws IOException {
    DirectRun run = new DirectRun();
    byte[] source = Files.readAllBytes(script);

    try {
      run.run(script.getFileName().toString(), source);
    } catch (ScriptError error) {
      throw new AssertionError(error.getMessage() + "\n" + error.traceback(), error);
    }

    assertThat(run.used()).isPositive();
  }
}
