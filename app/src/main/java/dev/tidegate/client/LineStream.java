package dev.tidegate.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The lines of an answer that grows. Reading one waits only for so long: a peer that is gone
 * without a word would be waited for for ever.
 */
final class LineStream implements AutoCloseable {

  private static final int READ_AHEAD = 256;

  private final InputStream body;
  private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(READ_AHEAD);
  private final Thread reader;

  private sealed interface Part {

    record Line(String text) implements Part {}

    record End() implements Part {}

    record Broken(IOException why) implements Part {}
  }

  /** Begins to read; the body is closed with this. */
  LineStream(InputStream body) {
    this.body = body;
    reader = Thread.ofVirtual().name("lines").start(this::read);
  }

  /**
   * The next line; empty at the end.
   *
   * @param idle how long to wait for it
   * @throws IOException when the stream has broken, or when nothing has come for so long
   */
  Optional<String> next(Duration idle) throws IOException, InterruptedException {
    return switch (parts.poll(idle.toMillis(), TimeUnit.MILLISECONDS)) {
      case Part.Line(String text) -> Optional.of(text);
      case Part.End _ -> Optional.empty();
      case Part.Broken(IOException why) -> throw new IOException(why.getMessage(), why);
      case null -> throw new IOException("nothing has come for " + idle.toSeconds() + " s");
    };
  }

  private void read() {
    try {
      parts.put(readAll());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Part readAll() throws InterruptedException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        parts.put(new Part.Line(line));
      }
      return new Part.End();
    } catch (IOException broken) {
      return new Part.Broken(broken);
    }
  }

  /** Stops reading. */
  @Override
  public void close() throws IOException {
    reader.interrupt();
    body.close();
  }
}
