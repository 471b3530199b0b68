package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TokenCommandTest {

  @TempDir private Path directory;

  private static int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("token", "new"));
    all.addAll(List.of(arguments));
    return Tidegate.commandLine().execute(all.toArray(String[]::new));
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void standard_output_has_the_token_and_standard_error_its_entry(CapturedOutput output)
      throws NoSuchAlgorithmException {
    int code =
        run(
            "--actor",
            "ann",
            "--group",
            "default",
            "--group",
            "research:readers",
            "--id",
            "one",
            "--meta",
            "{\"role\": \"trader\"}",
            "--expires",
            "2100-01-31T00:00:00+01:00");

    assertThat(code).isZero();
    assertThat(output.getOut()).matches("tg_[A-Za-z0-9_-]{43}\n");
    assertThat(output.getErr())
        .isEqualTo(
            """
              - id: "one"
                sha256: "%s"
                actor: "ann"
                groups: ["default","research:readers"]
                meta: {"role":"trader"}
                expires: "2100-01-30T23:00:00Z"
            """
                .formatted(sha256(output.getOut().strip())));
  }

  @Test
  void an_entry_goes_into_the_file_and_then_nothing_else_is_printed(CapturedOutput output)
      throws IOException, NoSuchAlgorithmException {
    Path file = directory.resolve("tokens.yaml");

    assertThat(
            run("--actor", "ann", "--group", "x", "--expires", "90d", "--append", file.toString()))
        .isZero();

    assertThat(output.getOut()).matches("tg_[A-Za-z0-9_-]{43}\n");
    assertThat(output.getErr()).isEmpty();
    assertThat(Files.readString(file))
        .startsWith("version: \"1.0\"\ntokens:\n  - id: \"t-ann-")
        .contains("sha256: \"" + sha256(output.getOut().strip()) + "\"", "expires: \"")
        .doesNotContain(output.getOut().strip());
  }

  @Test
  void a_file_with_faults_gets_no_entry_and_nobody_a_token(CapturedOutput output)
      throws IOException {
    Path file = Files.writeString(directory.resolve("tokens.yaml"), "tokens: 1\n");

    assertThat(run("--actor", "ann", "--group", "x", "--append", file.toString())).isEqualTo(1);

    assertThat(output.getOut()).isEmpty();
    assertThat(output.getErr()).contains("tokens refused", file + ":1:");
    assertThat(file).hasContent("tokens: 1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~> ",
      value = {
        "--expires ~> soon ~> --expires must be a time such as",
        "--expires ~> 2020-01-31T00:00:00Z ~> --expires must be in the future",
        "--expires ~> -1d ~> --expires must be in the future",
        "--meta ~> [] ~> --meta is no JSON object",
        "--group ~> a b ~> can't be the name of a group",
        "--id ~> a b ~> the id must have",
      })
  void what_no_entry_can_hold_is_refused(
      String option, String value, String message, CapturedOutput output) {
    assertThat(run("--actor", "ann", "--group", "x", option, value)).isEqualTo(2);
    assertThat(output.getOut()).isEmpty();
    assertThat(output.getErr()).contains(message);
  }
}
