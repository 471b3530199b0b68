package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which command lines are read by Spring alone. */
class TidegateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "serve --server.port=9090",
        "--server.port=9090 --tidegate.access.token=a=b",
        "--tidegate.access.groups="
      })
  void properties_need_no_other_reader(String line) {
    assertThat(Tidegate.setsOnlyProperties(Tidegate.withCommand(line.split(" ")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve --help",
        "serve -h",
        "serve --help=true",
        "--version",
        "serve --server.port=9090 --config a.yaml",
        "serve --config=a.yaml",
        "serve server.port=9090",
        "serve -Dserver.port=9090",
        "serve --debug",
        "serve --=9090",
        "serve -- --server.port=9090",
        "jobs --limit=3",
        "policy check"
      })
  void anything_else_is_the_command_lines(String line) {
    assertThat(Tidegate.setsOnlyProperties(Tidegate.withCommand(line.split(" ")))).isFalse();
  }
}
