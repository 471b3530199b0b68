package dev.tidegate.policy.reload;

import static dev.tidegate.policy.reload.PolicyReloadTest.allow;
import static dev.tidegate.policy.reload.PolicyReloadTest.allows;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.Volume;
import dev.tidegate.reload.DirectoryNotices;
import dev.tidegate.reload.ReloadSettings;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The thread that follows a directory, with the notices of the system and without. */
@Timeout(60)
class FollowingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration DEBOUNCE = Duration.ofMillis(20);

  /** Notices only: nobody waits so long. */
  private static final ReloadSettings NO_POLLING =
      new ReloadSettings(DEBOUNCE, Duration.ofHours(1));

  private static final ReloadSettings POLLING = new ReloadSettings(DEBOUNCE, Duration.ofMillis(50));

  @TempDir private Path temporary;
  private final List<ReloadEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private Path directory;
  private @Nullable ActivePolicies following;
  private @Nullable PolicyReload follower;

  /** How changes are found. */
  enum Means {
    NOTICES,
    POLLING
  }

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("policies"));
    Files.writeString(directory.resolve("a.yaml"), allow("old"));
  }

  @AfterEach
  void stop() {
    reload().close();
  }

  private ActivePolicies policies() {
    return requireNonNull(following);
  }

  private PolicyReload reload() {
    return requireNonNull(follower);
  }

  private static WatchService system() throws IOException {
    return FileSystems.getDefault().newWatchService();
  }

  private void follow(ReloadSettings settings, DirectoryNotices.Opening opening) {
    ActivePolicies policies = new ActivePolicies(PolicyLoader.load(directory));
    PolicyReload reload =
        new PolicyReload(
            directory,
            true,
            policies,
            settings,
            events::add,
            InstantSource.system(),
            () -> {
              opened.incrementAndGet();
              return opening.open();
            });
    following = policies;
    follower = reload;
    reload.start();
  }

  private void follow(Means means) {
    switch (means) {
      case NOTICES -> {
        follow(NO_POLLING, FollowingTest::system);
        // From the next change on the system tells.
        await().atMost(PATIENCE).until(this::waits);
      }
      case POLLING ->
          follow(
              POLLING,
              () -> {
                throw new IOException("User limit of inotify instances reached");
              });
    }
  }

  /** Whether the thread has asked for notices and waits for one. */
  private boolean waits() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("policy-reload"))
        .filter(thread -> thread.getKey().getState() == Thread.State.TIMED_WAITING)
        .flatMap(thread -> Stream.of(thread.getValue()))
        .anyMatch(frame ->
            frame.getClassName().equals(DirectoryNotices.class.getName())
                && frame.getMethodName().equals("await"));
  }

  private void awaitAllowed(String action) {
    await().atMost(PATIENCE).until(() -> allows(policies().current(), action));
  }

  private <T extends ReloadEvent> void awaitEvents(Class<T> type, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(events).filteredOn(type::isInstance).as("%s", events).hasSize(count));
  }

  @ParameterizedTest
  @EnumSource
  void files_are_written_renamed_and_deleted(Means means) throws IOException {
    follow(means);

    Files.writeString(directory.resolve("a.yaml"), allow("written"));
    awaitAllowed("written");

    Path next = Files.writeString(directory.resolve("a.yaml.tmp"), allow("renamed"));
    Files.move(next, directory.resolve("a.yaml"), StandardCopyOption.ATOMIC_MOVE);
    awaitAllowed("renamed");

    Files.writeString(directory.resolve("b.yaml"), allow("added"));
    awaitAllowed("added");
    Files.delete(directory.resolve("a.yaml"));
    await().atMost(PATIENCE).until(() -> !allows(policies().current(), "renamed"));
    assertThat(allows(policies().current(), "added")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void a_config_map_is_brought_up_to_date(Means means) throws IOException {
    Volume.delete(directory);
    Volume volume = new Volume(directory, Map.of("a.yaml", allow("old")));
    follow(means);

    for (int i = 0; i < 3; i++) {
      volume.update(Map.of("a.yaml", allow("new" + i), "b" + i + ".yaml", allow("more")));
      awaitAllowed("new" + i);
      assertThat(allows(policies().current(), "more")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_bad_set_is_told_and_then_repaired(Means means) throws IOException {
    follow(means);

    Files.writeString(directory.resolve("a.yaml"), "nonsense");
    await().atMost(PATIENCE).until(() -> reload().refused().isPresent());
    assertThat(allows(policies().current(), "old")).isTrue();

    Files.writeString(directory.resolve("a.yaml"), allow("old"));
    await().atMost(PATIENCE).until(() -> reload().refused().isEmpty());
    awaitEvents(ReloadEvent.Restored.class, 1);
    awaitEvents(ReloadEvent.Refused.class, 1);
  }

  @Test
  void where_the_system_gives_no_notices_that_is_told_once() throws IOException {
    follow(Means.POLLING);

    Files.writeString(directory.resolve("a.yaml"), allow("new"));
    awaitAllowed("new");
    await().atMost(PATIENCE).until(() -> opened.get() >= 5);

    assertThat(events)
        .filteredOn(ReloadEvent.Unwatched.class::isInstance)
        .containsExactly(
            new ReloadEvent.Unwatched(
                "java.io.IOException: User limit of inotify instances reached"));
  }

  @Test
  void notices_come_back_when_the_system_gives_them_again() throws IOException {
    AtomicBoolean broken = new AtomicBoolean(true);
    follow(
        POLLING,
        () -> {
          if (broken.get()) {
            throw new IOException("broken");
          }
          return system();
        });
    awaitEvents(ReloadEvent.Unwatched.class, 1);

    broken.set(false);
    awaitEvents(ReloadEvent.Watched.class, 1);

    Files.writeString(directory.resolve("a.yaml"), allow("new"));
    awaitAllowed("new");
    awaitEvents(ReloadEvent.Unwatched.class, 1);
  }

  @Test
  void notices_that_break_off_are_asked_for_again() throws IOException {
    List<WatchService> services = new CopyOnWriteArrayList<>();
    follow(
        POLLING,
        () -> {
          WatchService service = system();
          services.add(service);
          return service;
        });
    for (int i = 1; i <= 3; i++) {
      int number = i;
      await().atMost(PATIENCE).until(() -> services.size() == number);
      services.getLast().close();
      awaitEvents(ReloadEvent.Unwatched.class, i);
      awaitEvents(ReloadEvent.Watched.class, i);
      Files.writeString(directory.resolve("a.yaml"), allow("new" + i));
      awaitAllowed("new" + i);
    }
  }

  @Test
  void a_directory_is_deleted_and_made_again() throws IOException {
    follow(POLLING, FollowingTest::system);
    await().atMost(PATIENCE).until(this::waits);
    for (int i = 1; i <= 3; i++) {
      Volume.delete(directory);
      awaitEvents(ReloadEvent.Refused.class, i);
      awaitEvents(ReloadEvent.Unwatched.class, i);

      Path next = Files.createDirectory(temporary.resolve("next"));
      Files.writeString(next.resolve("a.yaml"), allow("new" + i));
      Files.move(next, directory);
      awaitAllowed("new" + i);
      awaitEvents(ReloadEvent.Watched.class, i);
    }
  }

  @Test
  void a_directory_becomes_a_link_and_the_link_is_exchanged() throws IOException {
    follow(POLLING, FollowingTest::system);
    Files.move(directory, temporary.resolve("before"));
    for (int i = 1; i <= 3; i++) {
      Path release = Files.createDirectory(temporary.resolve("release-" + i));
      Files.writeString(release.resolve("a.yaml"), allow("new" + i));
      Path link = Files.createSymbolicLink(temporary.resolve("link"), release);
      Files.move(link, directory, StandardCopyOption.ATOMIC_MOVE);
      awaitAllowed("new" + i);
      Files.writeString(release.resolve("a.yaml"), allow("newer" + i));
      awaitAllowed("newer" + i);
    }
  }

  @Test
  void a_fault_of_the_program_is_told_and_does_not_end_the_following() throws IOException {
    follow(Means.POLLING);
    AtomicBoolean faulty = new AtomicBoolean(true);
    policies()
        .listen((_, _) -> {
          if (faulty.get()) {
            throw new IllegalStateException("a listener's fault");
          }
        });

    Files.writeString(directory.resolve("a.yaml"), allow("new"));
    awaitEvents(ReloadEvent.Failed.class, 1);
    assertThat(allows(policies().current(), "new")).isTrue();

    faulty.set(false);
    Files.writeString(directory.resolve("a.yaml"), allow("newer"));
    awaitAllowed("newer");
    awaitEvents(ReloadEvent.Failed.class, 1);
  }

  @ParameterizedTest
  @EnumSource
  void the_thread_ends_when_it_is_closed(Means means) {
    follow(means);
    assertThat(followers()).isEqualTo(1);

    reload().close();
    reload().close();

    await().atMost(PATIENCE).until(() -> followers() == 0);
    assertThat(events)
        .filteredOn(event -> means == Means.NOTICES || !(event instanceof ReloadEvent.Unwatched))
        .isEmpty();
  }

  private static long followers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("policy-reload"))
        .count();
  }
}
