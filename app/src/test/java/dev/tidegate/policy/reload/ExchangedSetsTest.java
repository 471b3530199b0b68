package dev.tidegate.policy.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.Volume;
import dev.tidegate.reload.ReloadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sets take turns as fast as they can while others decide. Each denies what is asked with one
 * of its two files and allows it with the other, so that parts of both would allow it, deny it
 * twice or say nothing.
 */
@Timeout(60)
class ExchangedSetsTest {

  private static final int RELOADS = 15;

  private static final Map<String, String> FIRST =
      Map.of("one.yaml", file("first-one", "deny"), "two.yaml", file("first-two", "allow"));
  private static final Map<String, String> SECOND =
      Map.of("one.yaml", file("second-one", "allow"), "two.yaml", file("second-two", "deny"));

  private static final AccessRequest REQUEST =
      new AccessRequest(new Actor("someone", Set.of("default")), "do", "something", Metadata.EMPTY);

  @TempDir private Path temporary;

  /** Puts a set into the place of the other. */
  @FunctionalInterface
  private interface Exchange {
    void put(Map<String, String> files, int number) throws IOException;
  }

  private static String file(String name, String effect) {
    return """
    version: "1.0"
    namespace: app
    entries:
      - name: %s
        kind: security.policy
        policy: {actions: do, resources: something, effect: %s}
        groups: [default]
    """
        .formatted(name, effect);
  }

  @Test
  void nobody_decides_by_parts_of_two_config_maps() throws Exception {
    Path directory = temporary.resolve("policies");
    Volume volume = new Volume(directory, FIRST);

    exchange(directory, (files, _) -> volume.update(files));
  }

  @Test
  void nobody_decides_by_parts_of_two_directories_behind_a_link() throws Exception {
    Path directory = temporary.resolve("current");
    Exchange release =
        (files, number) -> {
          Path next = Files.createDirectory(temporary.resolve("release-" + number));
          for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(next.resolve(file.getKey()), file.getValue());
          }
          Path link = Files.createSymbolicLink(temporary.resolve("link"), next);
          Files.move(link, directory, StandardCopyOption.ATOMIC_MOVE);
          if (number > 0) {
            Volume.delete(temporary.resolve("release-" + (number - 1)));
          }
        };
    release.put(FIRST, 0);

    exchange(directory, release);
  }

  private static void exchange(Path directory, Exchange exchange) throws Exception {
    ActivePolicies policies = new ActivePolicies(PolicyLoader.load(directory));
    AtomicInteger applied = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    Set<PolicyId> denying = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newCachedThreadPool();
        PolicyReload reload =
            new PolicyReload(
                directory,
                true,
                policies,
                new ReloadSettings(Duration.ofMillis(10), Duration.ofMillis(50)),
                event -> {
                  if (event instanceof ReloadEvent.Applied) {
                    applied.incrementAndGet();
                  }
                },
                InstantSource.system())) {
      reload.start();
      List<Future<?>> work = new ArrayList<>();
      work.add(
          threads.submit(() -> {
            for (int i = 1; !over.get(); i++) {
              exchange.put(i % 2 == 0 ? FIRST : SECOND, i);
            }
            return null;
          }));
      for (int i = 0; i < 2; i++) {
        work.add(
            threads.submit(() -> {
              while (!over.get()) {
                Decision decision = policies.current().evaluate(REQUEST).decision();
                assertThat(decision).isInstanceOf(Decision.Deny.class);
                assertThat(((Decision.Deny) decision).policies()).hasSize(1);
                denying.addAll(((Decision.Deny) decision).policies());
              }
            }));
      }
      await()
          .atMost(Duration.ofSeconds(50))
          .until(() -> applied.get() >= RELOADS || work.stream().anyMatch(Future::isDone));
      over.set(true);
      for (Future<?> each : work) {
        each.get();
      }
    }
    assertThat(denying)
        .extracting(PolicyId::name)
        .containsExactlyInAnyOrder("first-one", "second-two");
  }
}
