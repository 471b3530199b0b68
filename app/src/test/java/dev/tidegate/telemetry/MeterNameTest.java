package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeterNameTest {

  private static final Path PAGE = Path.of("../docs/metrics.md");

  @Test
  void the_page_lists_every_meter_as_it_is() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `tidegate.")).toList();

    assertThat(rows)
        .as("the table in %s", PAGE)
        .isEqualTo(Arrays.stream(MeterName.values()).map(MeterNameTest::row).toList());
  }

  @ParameterizedTest
  @EnumSource
  void a_meter_is_named_as_micrometer_wants_it(MeterName name) {
    assertThat(name.id()).matches("tidegate(\\.[a-z]+)+");
    assertThat(name.description()).isNotBlank().doesNotEndWith(".");
    assertThat(name.tags()).allMatch(tag -> tag.matches("[a-z.]+"));
  }

  private static String row(MeterName name) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            name.id(),
            name.type().name().toLowerCase(Locale.ROOT),
            name.unit().orElse("–"),
            name.tags().isEmpty() ? "–" : "`" + String.join("`, `", name.tags()) + "`",
            name.description());
  }
}
