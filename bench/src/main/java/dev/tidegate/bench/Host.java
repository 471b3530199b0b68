package dev.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** What measurements are made on. */
public final class Host {

  private Host() {}

  /** Date, processor and JVM in one sentence, and how many rounds. */
  public static String sentence(int rounds) throws IOException {
    return "Measured on %s: %s, %d processors, Java %s, rounds: %d."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            processor(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            rounds);
  }

  /** The processor's name where Linux tells it. */
  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    Optional<String> model = Optional.empty();
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        model = lines.filter(each -> each.startsWith("model name")).findFirst();
      }
    }
    return model
        .map(each -> each.substring(each.indexOf(':') + 1).strip())
        .orElseGet(() -> System.getProperty("os.arch", "an unknown processor"));
  }
}
