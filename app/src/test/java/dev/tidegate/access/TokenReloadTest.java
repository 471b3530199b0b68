package dev.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tidegate.policy.Actor;
import dev.tidegate.reload.ReloadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TokenReloadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration DEBOUNCE = Duration.ofMillis(250);
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path directory;
  private final List<TokenEvent> events = new CopyOnWriteArrayList<>();
  private Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private Path file;
  private TokenReload reload;
  private Tokens tokens;

  static String entry(String id, String token, String more) {
    return "  - {id: %s, sha256: %s, actor: %s, groups: [x]%s}\n"
        .formatted(id, TokenHash.of(token).hex(), "actor-of-" + id, more);
  }

  static String file(String... entries) {
    return "version: \"1.0\"\ntokens:\n" + String.join("", entries);
  }

  @BeforeEach
  void begin() throws IOException {
    file = directory.resolve("tokens.yaml");
    Files.writeString(file, file(entry("a", "token-a", ""), entry("b", "token-b", "")));
    follow(new ReloadSettings(DEBOUNCE, Duration.ofSeconds(1)));
  }

  private void follow(ReloadSettings settings) {
    reload = new TokenReload(file, settings, events::add);
    tokens = new Tokens(null, reload, () -> now);
  }

  @AfterEach
  void end() {
    tokens.close();
  }

  private boolean opens(String token) {
    return tokens.actor(token).isPresent();
  }

  /** Looks until the file has come to rest. */
  private void settle() {
    long time = 0;
    for (Duration wait = reload.look(time); !wait.isZero(); wait = reload.look(time)) {
      time += wait.toNanos();
      assertThat(time).isLessThan(10 * SECOND);
    }
  }

  @Test
  void each_token_stands_for_its_actor_and_nothing_else_for_anybody() {
    assertThat(tokens.actor("token-a").map(Actor::id)).contains("actor-of-a");
    assertThat(tokens.actor("token-b").map(Actor::id)).contains("actor-of-b");
    assertThat(opens("token-c")).isFalse();
    assertThat(opens("")).isFalse();
    assertThat(opens(TokenHash.of("token-a").hex())).isFalse();
    assertThat(tokens.inForce()).isEqualTo(2);
  }

  @Test
  void a_change_counts_once_the_file_has_come_to_rest_and_is_told_by_ids() throws IOException {
    Files.writeString(file, file(entry("a", "token-x", ""), entry("c", "token-c", "")));

    assertThat(reload.look(0)).isEqualTo(DEBOUNCE);
    assertThat(opens("token-b")).isTrue();
    assertThat(reload.look(DEBOUNCE.toNanos())).isZero();

    assertThat(opens("token-a")).isFalse();
    assertThat(opens("token-x")).isTrue();
    assertThat(opens("token-b")).isFalse();
    assertThat(opens("token-c")).isTrue();
    assertThat(events)
        .containsExactly(new TokenEvent.Applied(2, List.of("c"), List.of("b"), List.of("a")));
  }

  @Test
  void a_file_with_faults_changes_nothing_until_it_is_in_order_again() throws IOException {
    Files.writeString(file, file(entry("a", "token-x", ", colour: red")));
    settle();

    assertThat(opens("token-a")).isTrue();
    assertThat(opens("token-x")).isFalse();
    assertThat(tokens.refused()).isPresent();
    assertThat(tokens.refused().orElseThrow().getMessage())
        .contains(file + ":3:", "unknown key \"colour\"")
        .doesNotContain(TokenHash.of("token-x").hex());
    settle();
    assertThat(events).singleElement().isInstanceOf(TokenEvent.Refused.class);

    Files.delete(file);
    settle();
    assertThat(tokens.refused().orElseThrow().getMessage()).contains("does not exist");
    assertThat(opens("token-a")).isTrue();

    Files.writeString(file, file(entry("a", "token-x", "")));
    settle();
    assertThat(tokens.refused()).isEmpty();
    assertThat(opens("token-x")).isTrue();
    assertThat(opens("token-a")).isFalse();
  }

  @Test
  void a_token_whose_time_is_over_opens_nothing_from_that_moment_on() throws IOException {
    Files.writeString(file, file(entry("a", "token-a", ", expires: 2026-11-28T12:00:10Z")));
    settle();

    assertThat(opens("token-a")).isTrue();
    assertThat(tokens.inForce()).isEqualTo(1);
    now = now.plusSeconds(10);
    assertThat(opens("token-a")).isFalse();
    assertThat(tokens.inForce()).isZero();
  }

  @Test
  void a_file_with_faults_refuses_the_start() throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.yaml"), "tokens: x\n");

    assertThatExceptionOfType(TokensException.class)
        .isThrownBy(() ->
            new TokenReload(bad, new ReloadSettings(DEBOUNCE, Duration.ofSeconds(1)), events::add));
    assertThatExceptionOfType(TokensException.class)
        .isThrownBy(() ->
            new TokenReload(
                directory, new ReloadSettings(DEBOUNCE, Duration.ofSeconds(1)), events::add))
        .withMessageContaining("is no regular file");
  }

  @Test
  void a_volume_of_kubernetes_is_followed_when_its_link_is_moved() throws IOException {
    Path volume = Files.createDirectory(directory.resolve("volume"));
    for (String generation : List.of("..one", "..two")) {
      Files.createDirectory(volume.resolve(generation));
    }
    Files.writeString(volume.resolve("..one/tokens.yaml"), file(entry("a", "token-a", "")));
    Files.writeString(volume.resolve("..two/tokens.yaml"), file(entry("b", "token-b", "")));
    Files.createSymbolicLink(volume.resolve("..data"), Path.of("..one"));
    Files.createSymbolicLink(volume.resolve("tokens.yaml"), Path.of("..data/tokens.yaml"));
    file = volume.resolve("tokens.yaml");
    tokens.close();
    follow(new ReloadSettings(Duration.ofMillis(20), Duration.ofMillis(50)));
    tokens.start();
    assertThat(opens("token-a")).isTrue();

    Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of("..two"));
    Files.move(
        volume.resolve("..data_tmp"), volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

    await().atMost(PATIENCE).until(() -> opens("token-b"));
    assertThat(opens("token-a")).isFalse();
  }
}
