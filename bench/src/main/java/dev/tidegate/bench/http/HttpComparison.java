package dev.tidegate.bench.http;

import dev.tidegate.bench.Figures;
import dev.tidegate.bench.Host;
import dev.tidegate.bench.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Compares what a request costs that runs a script, and one that keeps a job and waits for it, with
 * an empty endpoint of the same server; prints Markdown.
 *
 * <p>The service is a process of its own, the requests come from this one, over connections of the
 * loopback interface that are kept. Options: {@code --rounds=3}, {@code --warmup=20} and {@code
 * --time=5} in seconds for each kind of request, {@code --connections=64}, {@code
 * --requests=EMPTY,RUN,JOB}, {@code --database=jdbc:postgresql://…} instead of the embedded store,
 * {@code --write=FILE}.
 */
public final class HttpComparison {

  private final List<Request> requests;
  private final int rounds;
  private final int connections;
  private final Duration warmUp;
  private final Duration time;

  private HttpComparison(Map<String, String> options) {
    requests =
        Arrays.stream(options.getOrDefault("requests", "EMPTY,RUN,JOB").split(","))
            .map(Request::valueOf)
            .toList();
    rounds = Integer.parseInt(options.getOrDefault("rounds", "3"));
    connections = Integer.parseInt(options.getOrDefault("connections", "64"));
    warmUp = Duration.ofSeconds(Long.parseLong(options.getOrDefault("warmup", "20")));
    time = Duration.ofSeconds(Long.parseLong(options.getOrDefault("time", "5")));
  }

  /** Runs the comparison. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Map<String, String> options = Options.of(arguments);
    HttpComparison comparison = new HttpComparison(options);
    Path folder = Path.of("bench/target/service").toAbsolutePath();
    Path data = Files.createTempDirectory("tidegate-bench");
    List<String> properties =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--tidegate.access.token=" + Request.TOKEN,
                "--tidegate.quota.submissions-per-minute=100000000",
                "--tidegate.data.dir=" + data));
    String database = options.get("database");
    if (database != null) {
      properties.add("--spring.datasource.url=" + database);
    }
    String page;
    try (ServiceProcess service =
        ServiceProcess.start(
            Path.of("app/target/tidegate.jar").toAbsolutePath(), folder, "1g", properties)) {
      page = comparison.run(service);
    }
    System.out.print(page);
    String file = options.get("write");
    if (file != null) {
      Files.writeString(Path.of(file), page);
    }
  }

  private String run(ServiceProcess service)
      throws IOException, InterruptedException, ExecutionException {
    Load load = new Load(service.port(), connections);
    Map<Request, List<Sample>> samples = new EnumMap<>(Request.class);
    for (Request request : requests) {
      load.send(request, warmUp);
    }
    for (int round = 0; round < rounds; round++) {
      for (Request request : requests) {
        Duration before = service.processorTime();
        Load.Yield yield = load.send(request, time);
        Duration used = service.processorTime().minus(before);
        samples
            .computeIfAbsent(request, _ -> new ArrayList<>())
            .add(new Sample(yield, used.toNanos() / 1e3 / yield.count()));
      }
    }
    return page(samples);
  }

  private record Sample(Load.Yield yield, double processorMicros) {}

  private String page(Map<Request, List<Sample>> samples) throws IOException {
    StringBuilder page = new StringBuilder(Host.sentence(rounds)).append("\n\n");
    page.append(
        "| request | a second | of the empty one | median, ms | 99th percentile, ms"
            + " | CPU of the service, µs |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
    List<Sample> base = samples.get(Request.EMPTY);
    double empty = base == null ? Double.NaN : rate(base);
    samples.forEach((request, taken) ->
        page.append(
            String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.0f %% | %.1f | %.1f | %.0f |%n",
                request.title(),
                rate(taken),
                100 * rate(taken) / empty,
                Figures.median(taken.stream().map(each -> each.yield().median()).toList()),
                Figures.median(taken.stream().map(each -> each.yield().percentile99()).toList()),
                Figures.median(taken.stream().map(Sample::processorMicros).toList()))));
    return page.toString();
  }

  private static double rate(List<Sample> samples) {
    return Figures.median(samples.stream().map(each -> each.yield().rate()).toList());
  }
}
