package dev.tidegate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code docker/prepare} makes. */
class PrepareTest {

  @TempDir private Path directory;
  private ComposeCopy copy;

  @BeforeEach
  void prepare() throws Exception {
    copy = ComposeCopy.prepared(directory);
  }

  @Test
  void nobody_else_on_the_machine_gets_to_the_secrets_and_containers_can_read_theirs()
      throws Exception {
    assertThat(rights(copy.secrets())).isEqualTo("rwx------");
    assertThat(rights(copy.secrets().resolve("admin-token"))).isEqualTo("rw-------");
    for (String file : new String[] {"database-password", "grafana-password", "prometheus-token"}) {
      assertThat(rights(copy.secrets().resolve(file))).isEqualTo("rw-r--r--");
    }
    for (String folder : new String[] {"tokens", "scripts"}) {
      assertThat(rights(copy.secrets().resolve(folder))).isEqualTo("rwxr-xr-x");
    }
    assertThat(rights(copy.secrets().resolve("tokens/tokens.yaml"))).isEqualTo("rw-r--r--");
  }

  @Test
  void all_are_random_and_as_long_as_they_should_be() throws Exception {
    assertThat(
            new String[] {
              secret("database-password"), secret("grafana-password"),
              secret("admin-token"), secret("prometheus-token")
            })
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("(tg_)?[A-Za-z0-9_-]{43}"));
    assertThat(secret("admin-token")).startsWith("tg_");
  }

  @Test
  void the_tokens_file_opens_to_the_tokens_and_their_groups_are_those_of_the_policies()
      throws Exception {
    JsonNode tokens = tokens();

    assertThat(tokens.at("/0/sha256").asString()).isEqualTo(hash(secret("admin-token")));
    assertThat(tokens.at("/1/sha256").asString()).isEqualTo(hash(secret("prometheus-token")));
    JsonNode policies =
        KubernetesModel.tree(Files.readString(copy.home().resolve("policies/default.yaml")));
    tokens
        .valueStream()
        .flatMap(token -> token.path("groups").valueStream())
        .forEach(group ->
            assertThat(policies.path("entries").valueStream())
                .anyMatch(entry -> entry.at("/groups/0").equals(group)));
    assertThat(
            policies
                .path("entries")
                .valueStream()
                .filter(entry -> entry.at("/groups/0").asString().equals("monitoring"))
                .map(entry -> entry.at("/policy/actions").asString()))
        .containsExactly("metrics.read");
  }

  @Test
  void run_again_it_changes_nothing() throws Exception {
    Map<Path, String> before = contents();

    assertThat(copy.prepare()).isEmpty();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_token_that_was_removed_is_made_anew_and_the_others_stay() throws Exception {
    String before = secret("admin-token");
    JsonNode tokens = tokens();
    Files.delete(copy.secrets().resolve("prometheus-token"));

    assertThat(copy.prepare()).contains("docker/secrets/prometheus-token");

    assertThat(secret("admin-token")).isEqualTo(before);
    assertThat(tokens().valueStream().limit(2)).containsExactlyElementsOf(tokens);
    assertThat(tokens().at("/2/sha256").asString()).isEqualTo(hash(secret("prometheus-token")));
    assertThat(tokens().valueStream().map(token -> token.path("id").asString()))
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  private JsonNode tokens() throws IOException {
    return KubernetesModel.tree(Files.readString(copy.secrets().resolve("tokens/tokens.yaml")))
        .path("tokens");
  }

  private String secret(String name) throws IOException {
    return Files.readString(copy.secrets().resolve(name));
  }

  private static String hash(String token) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(copy.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file, Files.readString(file));
      }
    }
    return contents;
  }
}
