package dev.tidegate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the chart makes of each file of values, so that whoever changes a template sees what comes
 * of it.
 */
class GoldenFilesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @MethodSource("dev.tidegate.deploy.Chart#valuesFiles")
  void manifests_are_as_they_were_seen_last(Path values) throws IOException {
    String rendered = withoutToken(withoutFiles(Chart.render(values)));
    Path golden = golden(values);
    if (Regeneration.asked()) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, rendered);
    }

    assertThat(golden).as(Regeneration.HOW).exists();
    assertThat(Regeneration.difference(Files.readString(golden), rendered))
        .as(Regeneration.HOW)
        .isEmpty();
  }

  @Test
  void there_is_no_file_without_values() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      List<Path> expected = Chart.valuesFiles().stream().map(GoldenFilesTest::golden).toList();
      assertThat(files).hasSameElementsAs(expected);
    }
  }

  private static Path golden(Path values) {
    return GOLDEN.resolve(values.getFileName().toString().replace("-values.yaml", ".yaml"));
  }

  /** Alerts and dashboard have files of their own already. */
  private static String withoutFiles(String rendered) {
    return Stream.of(rendered.split("(?m)^(?=---$)", -1))
        .filter(document -> !document.contains("# Source: tidegate/templates/dashboard.yaml"))
        .filter(document -> !document.contains("# Source: tidegate/templates/prometheusrule.yaml"))
        .collect(Collectors.joining());
  }

  /** It is another one each time. */
  private static String withoutToken(String rendered) {
    return rendered.replaceAll("(?m)^  \"token\": [A-Za-z0-9+/=]{60,}$", "  \"token\": cmFuZG9t");
  }
}
