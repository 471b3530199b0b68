package dev.tidegate.policy.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.Volume;
import dev.tidegate.reload.ReloadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each look at the directory leads to, in a time of the test's own. */
class PolicyReloadTest {

  private static final Duration DEBOUNCE = Duration.ofMillis(250);
  private static final ReloadSettings SETTINGS =
      new ReloadSettings(DEBOUNCE, Duration.ofSeconds(1));

  @TempDir private Path temporary;
  private final List<ReloadEvent> events = new ArrayList<>();
  private Path directory;
  private ActivePolicies policies;
  private PolicyReload reload;
  private Instant time = Instant.parse("2026-11-28T12:00:00Z");

  static String allow(String... actions) {
    StringBuilder file = new StringBuilder("version: \"1.0\"\nnamespace: app\nentries:\n");
    for (String action : actions) {
      file.append(
          """
            - name: %s
              kind: security.policy
              policy: {actions: %s, resources: "*", effect: allow}
              groups: [default]
          """
              .formatted(action, action));
    }
    return file.toString();
  }

  static boolean allows(PolicySet set, String action) {
    Actor actor = new Actor("someone", Set.of("default"));
    return set.evaluate(new AccessRequest(actor, action, "", Metadata.EMPTY)).decision()
        instanceof Decision.Allow;
  }

  @BeforeEach
  void start() throws IOException {
    directory = Files.createDirectory(temporary.resolve("policies"));
    Files.writeString(directory.resolve("a.yaml"), allow("old"));
    begin(true, PolicyLoader.load(directory));
  }

  private void begin(boolean expected, PolicySet first) {
    policies = new ActivePolicies(first);
    reload = new PolicyReload(directory, expected, policies, SETTINGS, events::add, () -> time);
    settle();
    assertThat(events).isEmpty();
  }

  /** Looks now. */
  private Duration look() {
    return reload.check(TimeUnit.MILLISECONDS.toNanos(time.toEpochMilli()));
  }

  private void pass(Duration duration) {
    time = time.plus(duration);
  }

  /** Looks as often as is asked for. */
  private void settle() {
    for (Duration wait = look(); !wait.isZero(); wait = look()) {
      assertThat(wait).isPositive().isLessThanOrEqualTo(DEBOUNCE);
      pass(wait);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private boolean allows(String action) {
    return allows(policies.current(), action);
  }

  // Changes

  @Test
  void a_file_that_is_written_in_place_comes_into_force_once_it_has_come_to_rest()
      throws IOException {
    PolicySet before = policies.current();
    write("a.yaml", allow("new"));

    assertThat(look()).isEqualTo(DEBOUNCE);
    assertThat(policies.current()).isSameAs(before);
    pass(DEBOUNCE);
    assertThat(look()).isZero();

    assertThat(allows("new")).isTrue();
    assertThat(allows("old")).isFalse();
    assertThat(reload.since()).isEqualTo(time);
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            ReloadEvent.Applied.class,
            applied -> {
              assertThat(applied.before()).isSameAs(before);
              assertThat(applied.now()).isSameAs(policies.current());
              assertThat(applied.took()).isPositive();
            });
  }

  @Test
  void a_file_may_be_renamed_over_come_and_go() throws IOException {
    Path next = Files.writeString(temporary.resolve("next"), allow("new"));
    Files.move(next, directory.resolve("a.yaml"), StandardCopyOption.ATOMIC_MOVE);
    settle();
    assertThat(allows("new")).isTrue();

    write("b.yml", allow("more"));
    settle();
    assertThat(allows("new")).isTrue();
    assertThat(allows("more")).isTrue();

    Files.delete(directory.resolve("a.yaml"));
    settle();
    assertThat(allows("new")).isFalse();
    assertThat(allows("more")).isTrue();
    assertThat(events).hasSize(3);
  }

  @Test
  void a_change_that_size_and_time_do_not_show_is_found() throws IOException {
    Path file = directory.resolve("a.yaml");
    FileTime modified = Files.getLastModifiedTime(file);
    write("a.yaml", allow("new"));
    Files.setLastModifiedTime(file, modified);

    settle();

    assertThat(allows("new")).isTrue();
  }

  @Test
  void a_file_that_is_touched_or_rewritten_as_it_was_changes_nothing() throws IOException {
    PolicySet before = policies.current();
    write("a.yaml", allow("old"));
    Files.setLastModifiedTime(directory.resolve("a.yaml"), FileTime.from(Instant.EPOCH));
    write("readme.txt", "not a policy");

    assertThat(look()).isZero();

    assertThat(policies.current()).isSameAs(before);
    assertThat(events).isEmpty();
  }

  @Test
  void a_config_map_comes_into_force() throws IOException {
    Volume.delete(directory);
    Volume volume = new Volume(directory, Map.of("a.yaml", allow("old")));
    settle();
    assertThat(events).as("the same files in another form").isEmpty();

    volume.update(Map.of("a.yaml", allow("new"), "b.yaml", allow("more")));
    settle();
    assertThat(allows("new")).isTrue();
    assertThat(allows("more")).isTrue();

    volume.update(Map.of("b.yaml", allow("more")));
    settle();
    assertThat(allows("new")).isFalse();
    assertThat(events).hasSize(2);
  }

  // Writers that take their time

  @Test
  void a_file_that_arrives_in_parts_counts_when_it_is_whole() throws IOException {
    String whole = allow("old", "first", "second", "third");
    Files.writeString(directory.resolve("a.yaml"), "");
    int step = whole.length() / 3;
    for (int end = 0; end < whole.length(); end += step) {
      // Some of these have faults, and some are whole sets with fewer policies.
      Files.writeString(
          directory.resolve("a.yaml"),
          whole.substring(end, Math.min(end + step, whole.length())),
          StandardOpenOption.APPEND);
      assertThat(look()).isPositive();
      pass(DEBOUNCE.dividedBy(2));
    }
    settle();

    assertThat(allows("third")).isTrue();
    assertThat(events).singleElement().isInstanceOf(ReloadEvent.Applied.class);
  }

  @Test
  void a_change_that_is_taken_back_in_time_never_happened() throws IOException {
    write("a.yaml", allow("new"));
    assertThat(look()).isEqualTo(DEBOUNCE);
    write("a.yaml", allow("old"));
    pass(DEBOUNCE);
    assertThat(look()).isZero();

    write("a.yaml", allow("new"));
    assertThat(look()).as("rest begins anew").isEqualTo(DEBOUNCE);
    assertThat(events).isEmpty();
  }

  @Test
  void whoever_never_stops_writing_does_not_keep_an_old_set_in_force() throws IOException {
    Instant first = time;
    for (int i = 0; events.isEmpty(); i++) {
      write("a.yaml", allow("new" + i));
      look();
      pass(DEBOUNCE.dividedBy(5));
    }

    assertThat(Duration.between(first, reload.since()))
        .isEqualTo(DEBOUNCE.multipliedBy(ReloadSettings.LONGEST_WAIT));
    assertThat(allows("old")).isFalse();
  }

  // Faults

  @Test
  void a_set_with_faults_is_refused_once_with_all_of_them_and_the_other_stays() throws IOException {
    PolicySet before = policies.current();
    write("a.yaml", allow("new").replace("effect", "efect"));
    write("b.yaml", "nonsense");

    settle();
    settle();

    assertThat(policies.current()).isSameAs(before);
    assertThat(reload.refused().orElseThrow().faults())
        .extracting(fault -> Path.of(fault.file()).getFileName().toString())
        .contains("a.yaml", "b.yaml");
    assertThat(events)
        .singleElement()
        .isEqualTo(new ReloadEvent.Refused(before, reload.refused().orElseThrow()));

    write("b.yaml", "other nonsense");
    settle();
    assertThat(events).as("another change").hasSize(2);
  }

  @Test
  void a_refusal_ends_with_the_next_good_set() throws IOException {
    write("a.yaml", "nonsense");
    settle();
    assertThat(reload.refused()).isPresent();

    write("a.yaml", allow("new"));
    settle();

    assertThat(reload.refused()).isEmpty();
    assertThat(allows("new")).isTrue();
    assertThat(events).last().isInstanceOf(ReloadEvent.Applied.class);
  }

  @Test
  void a_refusal_ends_when_the_files_are_as_before_and_nothing_is_replaced() throws IOException {
    PolicySet before = policies.current();
    Instant since = reload.since();
    write("a.yaml", "nonsense");
    settle();

    write("a.yaml", allow("old"));
    settle();

    assertThat(reload.refused()).isEmpty();
    assertThat(policies.current()).isSameAs(before);
    assertThat(reload.since()).isEqualTo(since);
    assertThat(events).last().isEqualTo(new ReloadEvent.Restored(before));
  }

  @Test
  void a_directory_that_vanishes_is_refused_and_may_come_back() throws IOException {
    PolicySet before = policies.current();
    Volume.delete(directory);
    settle();
    assertThat(policies.current()).isSameAs(before);
    assertThat(reload.refused().orElseThrow()).hasMessageContaining(directory + ": does not exist");

    Files.createDirectory(directory);
    settle();
    assertThat(reload.refused().orElseThrow()).hasMessageContaining("holds no policy file");

    write("a.yaml", allow("new"));
    settle();
    assertThat(reload.refused()).isEmpty();
    assertThat(allows("new")).isTrue();
  }

  @Test
  void the_programs_own_set_is_in_force_until_there_is_a_directory() throws IOException {
    Volume.delete(directory);
    begin(false, PolicyLoader.parse("own.yaml", allow("own")));
    assertThat(reload.refused()).isEmpty();

    Files.createDirectory(directory);
    write("a.yaml", allow("new"));
    settle();
    assertThat(allows("new")).isTrue();
    assertThat(allows("own")).isFalse();

    Volume.delete(directory);
    settle();
    assertThat(allows("new")).isTrue();
    assertThat(reload.refused()).as("it is expected now").isPresent();
  }

  @Test
  void what_has_changed_between_the_start_and_the_first_look_comes_into_force() throws IOException {
    PolicySet first = policies.current();
    write("a.yaml", allow("new"));
    policies = new ActivePolicies(first);
    reload = new PolicyReload(directory, true, policies, SETTINGS, events::add, () -> time);

    settle();

    assertThat(allows("new")).isTrue();
  }

  @Test
  void settings_have_ranges() {
    for (Duration wrong : List.of(Duration.ofMillis(9), Duration.ofSeconds(11))) {
      assertThat(catchThrowable(() -> new ReloadSettings(wrong, Duration.ofSeconds(1))))
          .hasMessage("debounce must be from 10ms to 10s");
    }
    for (Duration wrong : List.of(Duration.ofMillis(49), Duration.ofMinutes(61))) {
      assertThat(catchThrowable(() -> new ReloadSettings(DEBOUNCE, wrong)))
          .hasMessage("poll-interval must be from 50ms to 1h");
    }
  }
}
