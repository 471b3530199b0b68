package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What {@code docs/cli.md} says of the commands is what they say themselves. */
class CommandGuideTest {

  private static final Path GUIDE = Path.of("../docs/cli.md");
  private static final Pattern HELP = Pattern.compile("(?ms)^```text\\n(Usage: .*?)^```$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `tidegate ([a-z]+)`");

  @ParameterizedTest
  @ValueSource(strings = {"submit", "jobs", "logs", "cancel", "delete", "health"})
  void the_help_of_a_command_is_in_the_guide(String name) throws IOException {
    CommandLine command = Objects.requireNonNull(Tidegate.commandLine().getSubcommands().get(name));
    String help = command.getUsageMessage(Ansi.OFF).replace(System.lineSeparator(), "\n");

    List<String> shown =
        HELP.matcher(Files.readString(GUIDE))
            .results()
            .map(block -> block.group(1))
            .filter(block -> block.startsWith("Usage: tidegate " + name))
            .toList();

    assertThat(shown).as("blocks of %s", GUIDE).containsExactly(help);
  }

  @Test
  void every_command_has_a_row() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(GUIDE))
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(Tidegate.commandLine().getSubcommands().keySet());
  }
}
