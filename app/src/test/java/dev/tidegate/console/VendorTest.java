package dev.tidegate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of others' work comes with the console. */
class VendorTest {

  private static final Path VENDOR = Path.of("src/main/resources/console/vendor");

  @Test
  void the_files_are_those_that_were_bundled() throws Exception {
    List<String> sums = Files.readAllLines(VENDOR.resolve("checksums.txt"));

    assertThat(sums).hasSize(2);
    for (String sum : sums) {
      String[] parts = sum.split(" +", 2);
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(VENDOR.resolve(parts[1])));
      assertThat(HexFormat.of().formatHex(digest)).as(parts[1]).isEqualTo(parts[0]);
    }
  }

  @Test
  void each_package_has_its_licence_with_it() throws IOException {
    String licences = Files.readString(VENDOR.resolve("licences.txt"));
    JsonNode wanted =
        new JsonMapper().readTree(Path.of("../vendor/package.json")).path("dependencies");

    assertThat(wanted.propertyNames()).isNotEmpty();
    wanted
        .properties()
        .forEach(each ->
            assertThat(licences).contains(each.getKey() + " " + each.getValue().asString()));
  }
}
