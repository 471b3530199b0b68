package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two hundred streams of events and logs that nobody reads, while jobs run. */
@Tag("soak")
@Timeout(900)
class SlowReadersIT {

  private static final int TALKERS = 4;
  private static final int READERS = 200;
  private static final int LINES = 4_000;
  private static final int OTHERS = 200;
  private static final int HEAP_MIB = 128;
  private static final int RECEIVE_BUFFER = 4096;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final JsonMapper JSON = new JsonMapper();

  private final List<Reader> readers = new ArrayList<>();
  private final List<ServiceProcess> services = new ArrayList<>();

  @TempDir private Path directory;

  @AfterEach
  void stop() throws Exception {
    for (Reader reader : readers) {
      reader.socket.close();
    }
    services.forEach(ServiceProcess::close);
  }

  @Test
  void those_who_do_not_read_hold_up_nobody_and_miss_nothing_later() throws Exception {
    ServiceProcess service =
        ServiceProcess.start(
            HEAP_MIB,
            "--tidegate.data.dir=" + directory,
            "--tidegate.jobs.max-running=50",
            "--tidegate.api.stall-limit=1h",
            "--tidegate.api.open-per-actor=" + 2 * READERS);
    services.add(service);
    service.ready();
    haveRun(service);
    List<Long> alone = haveRun(service);

    List<String> talkers = new ArrayList<>();
    for (int talker = 0; talker < TALKERS; talker++) {
      talkers.add(service.submit(talker()));
    }
    for (int reader = 0; reader < READERS; reader++) {
      String id = talkers.get(reader % TALKERS);
      readers.add(new Reader(service.port(), id, reader < READERS / 2));
    }
    List<Long> beside = haveRun(service);
    for (String id : talkers) {
      JsonNode ended =
          await()
              .atMost(PATIENCE)
              .until(() -> service.job(id), job -> !job.path("finished_at").isNull());
      assertThat(ended.path("result").asInt()).as("%s", ended).isEqualTo(LINES);
    }
    List<Long> afterwards = haveRun(service);
    double heap = service.heap();

    long bytes = 0;
    for (Reader reader : readers) {
      String text = reader.read();
      bytes += text.length();
      if (reader.events) {
        assertThat(new JobHistory(service.job(reader.job), text).faults()).isEmpty();
        assertThat(text.lines().filter("event: log"::equals)).hasSize(LINES);
      } else {
        List<Long> positions =
            text.lines()
                .filter(line -> !line.isEmpty())
                .map(line -> JSON.readTree(line).path("seq").asLong())
                .toList();
        assertThat(positions).isEqualTo(LongStream.rangeClosed(1, LINES).boxed().toList());
      }
    }
    System.out.printf(
        "%d streams that nobody reads, %d MiB in all: %.0f of %d MiB heap in use; a job from"
            + " submission to result, ms (median, 99 %%): before %s, while they come to be %s,"
            + " afterwards %s%n",
        READERS, bytes >> 20, heap, HEAP_MIB, times(alone), times(beside), times(afterwards));
  }

  private static String times(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return sorted.get(sorted.size() / 2) + "/" + sorted.get(sorted.size() * 99 / 100);
  }

  /** Jobs of others, one after the other; how long each took, in milliseconds. */
  private static List<Long> haveRun(ServiceProcess service) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int job = 0; job < OTHERS; job++) {
      long begun = System.nanoTime();
      HttpResponse<String> answer =
          service.answer(
              Map.of("source", "return 1 + 2", "limits", Map.of("memory", "1MiB")),
              PATIENCE,
              "Prefer",
              "wait=60");
      times.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).path("result").asInt()).isEqualTo(3);
    }
    return times;
  }

  private static Map<String, ?> talker() {
    return Map.of(
        "source",
        """
        local lines = ...
        local ballast = string.rep("x", 200)
        for line = 1, lines do
          print(line .. ballast)
          if line % 100 == 0 then
            time.sleep("250ms")
          end
        end
        return lines
        """,
        "input",
        LINES,
        "limits",
        Map.of("memory", "2MiB"));
  }

  /** A client that asks for a stream, and leaves what comes where it is. */
  private static final class Reader {

    private final Socket socket = new Socket();
    private final String job;
    private final boolean events;

    Reader(int port, String job, boolean events) throws IOException {
      this.job = job;
      this.events = events;
      // The system would take a whole stream off the service's hands.
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      String path = "/v1/jobs/" + job + (events ? "/events" : "/logs?follow=true");
      String request =
          "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n"
              .formatted(path, ServiceProcess.authorization());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads on, to the end. */
    String read() throws IOException {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      assertThat(line(in)).startsWith("HTTP/1.1 200");
      while (!line(in).isEmpty()) {}
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        body.write(in.readNBytes(size));
        line(in);
      }
      return body.toString(StandardCharsets.UTF_8);
    }

    private static int chunk(InputStream in) throws IOException {
      return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("ended within: " + line);
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }
  }
}
