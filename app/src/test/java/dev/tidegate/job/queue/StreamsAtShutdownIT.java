package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.IdleReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of readers of a job when the process of the service is told to end. */
@Timeout(180)
class StreamsAtShutdownIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int LINES = 8_000;

  @TempDir private Path directory;

  @Test
  void readers_are_let_go_in_order_and_who_does_not_read_holds_nothing_up() throws Exception {
    try (ServiceProcess service =
        ServiceProcess.start("--tidegate.data.dir=" + directory, "--tidegate.drain.grace=0s")) {
      service.ready();
      String id =
          service.submit(
              Map.of(
                  "source",
                  """
                  for line = 1, %d do
                    print(("x"):rep(1000))
                  end
                  while true do
                    time.sleep("1s")
                  end
                  """
                      .formatted(LINES),
                  "limits",
                  Map.of("output", "16MiB"),
                  "retry",
                  Map.of("max_attempts", 2)));
      String job = "/v1/jobs/" + id;
      // Until all is written that will be: then there is more than sockets take off our hands.
      await().atMost(PATIENCE).until(() -> lines(service, job + "/logs?since=" + (LINES - 1)) == 1);
      CompletableFuture<List<String>> events = service.lines(job + "/events?since=" + LINES);
      CompletableFuture<List<String>> log = service.lines(job + "/logs?follow&since=" + LINES);
      CompletableFuture<List<String>> waiting = service.awaited(id);
      try (IdleReader idle = new IdleReader(service.port(), ServiceProcess.TOKEN)) {
        idle.get(job + "/logs?follow");
        await().atMost(PATIENCE).until(() -> service.open() == 4);

        service.terminate();

        assertThat(service.exit()).isEqualTo(143);
        assertThat(idle.rest()).isPositive();
      }
      assertThat(events.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .anyMatch(line -> line.contains("\"state\":\"queued\",\"attempt\":2"))
          .anyMatch(line -> line.startsWith(": this node is being stopped"));
      assertThat(log.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).allMatch(String::isEmpty);
      assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .singleElement()
          .asString()
          .contains("\"state\":\"queued\"");
      assertThat(service.log()).contains("Graceful shutdown complete");
    }
  }

  private static int lines(ServiceProcess service, String path) throws Exception {
    return service.lines(path).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).size();
  }
}
