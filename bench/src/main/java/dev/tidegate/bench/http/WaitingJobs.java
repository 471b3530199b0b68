package dev.tidegate.bench.http;

import dev.tidegate.bench.ChildProcess;
import dev.tidegate.bench.Host;
import dev.tidegate.bench.Options;
import dev.tidegate.bench.websocket.EchoServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has a node hold many accepted jobs that only wait, and looks at what they cost: how long it takes
 * until all of them run, what memory they take, what the service does while they wait, how long
 * another script's messages take meanwhile, and how long it takes until all are cancelled. Prints
 * Markdown.
 *
 * <p>Options: {@code --jobs=10000}; {@code --on=SOCKET} for a WebSocket each that nothing comes
 * from, or {@code SLEEP}; {@code --memory=96KiB}, the limit of each; {@code --heap=2g} of the
 * service; {@code --rest=20} in seconds; {@code --database=jdbc:postgresql://…} instead of the
 * embedded store.
 */
public final class WaitingJobs {

  private static final int SENDERS = 64;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long LOOK_MILLIS = 100;
  private static final int EXCHANGES = 5_000;
  private static final Pattern WALL_MILLIS = Pattern.compile("\"wall_ms\"\\s*:\\s*(\\d+)");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ServiceProcess service;
  private final int jobs;
  private final String memory;
  private final String script;
  private final String exchange;

  private WaitingJobs(
      ServiceProcess service, int jobs, String memory, String script, String exchange) {
    this.service = service;
    this.jobs = jobs;
    this.memory = memory;
    this.script = script;
    this.exchange = exchange;
  }

  /** Runs the measurement. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Map<String, String> options = Options.of(arguments);
    int jobs = Integer.parseInt(options.getOrDefault("jobs", "10000"));
    boolean sockets = options.getOrDefault("on", "SOCKET").equals("SOCKET");
    Duration rest = Duration.ofSeconds(Long.parseLong(options.getOrDefault("rest", "20")));
    Path data = Files.createTempDirectory("tidegate-bench");
    List<String> properties =
        new ArrayList<>(
            List.of(
                "--spring.profiles.active=dev",
                "--server.port=0",
                "--tidegate.access.token=" + Request.TOKEN,
                "--tidegate.quota.submissions-per-minute=100000000",
                "--tidegate.quota.running=" + jobs,
                "--tidegate.quota.queued=" + jobs,
                "--tidegate.jobs.max-running=" + jobs,
                "--tidegate.jobs.max-queued=" + jobs,
                "--tidegate.websocket.connections-per-actor=" + (jobs + SENDERS),
                "--tidegate.drain.grace=0s",
                "--tidegate.audit.file=" + data.resolve("audit.log"),
                "--tidegate.data.dir=" + data));
    String database = options.get("database");
    if (database != null) {
      properties.add("--spring.datasource.url=" + database);
    }
    Process peer =
        new ProcessBuilder(ChildProcess.java(EchoServer.class, List.of()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (ServiceProcess service =
        ServiceProcess.start(
            Path.of("app/target/tidegate.jar").toAbsolutePath(),
            Path.of("bench/target/service").toAbsolutePath(),
            options.getOrDefault("heap", "2g"),
            properties)) {
      String port = peer.inputReader().readLine();
      new WaitingJobs(
              service,
              jobs,
              options.getOrDefault("memory", "96KiB"),
              sockets ? receive(port) : "time.sleep('2h')",
              exchange(port))
          .run(rest);
    } finally {
      peer.destroy();
    }
  }

  private static String receive(String port) {
    return """
    local client = require("websocket").connect("ws://127.0.0.1:%s/idle")
    client:channel():receive()
    """
        .formatted(port);
  }

  private static String exchange(String port) {
    return """
    local client = require("websocket").connect("ws://127.0.0.1:%s/echo")
    local text = string.rep("x", 64)
    for i = 1, %d do
      assert(client:send(text))
      client:channel():receive()
    end
    """
        .formatted(port, EXCHANGES);
  }

  /** The mean time of a round trip of a script that has it all to itself otherwise, in µs. */
  private double roundTrip() throws IOException, InterruptedException {
    String answer = send("/v1/run", exchange, 200);
    Matcher time = WALL_MILLIS.matcher(answer);
    if (!answer.contains("\"succeeded\"") || !time.find()) {
      throw new IOException("no time: " + answer);
    }
    return 1_000.0 * Long.parseLong(time.group(1)) / EXCHANGES;
  }

  private void run(Duration rest) throws IOException, InterruptedException, ExecutionException {
    // What is loaded and compiled once for all is not a job's.
    cancel(submit(SENDERS));
    roundTrip();
    double alone = roundTrip();
    long heapBefore = service.liveBytes();
    long residentBefore = service.residentBytes();
    long threadsBefore = service.threads();
    long begun = System.nanoTime();
    List<String> ids = submit(jobs);
    long accepted = System.nanoTime();
    await(jobs);
    long running = System.nanoTime();
    long heap = service.liveBytes();
    long resident = service.residentBytes();
    long threads = service.threads();
    Duration before = service.processorTime();
    Thread.sleep(rest);
    Duration used = service.processorTime().minus(before);
    double among = roundTrip();
    double failures = metric("tidegate_job_heartbeat_failures_total");
    double still = metric("tidegate_jobs_running");
    long cancelling = System.nanoTime();
    cancel(ids);
    long over = System.nanoTime();
    System.out.println(Host.sentence(1) + "\n");
    System.out.println("| | |\n| --- | ---: |");
    print("jobs that wait", jobs);
    print("until all are accepted, s", seconds(accepted - begun));
    print("until all run, s", seconds(running - begun));
    print("heap of each, KiB", (heap - heapBefore) / 1024.0 / jobs);
    print("resident memory of each, KiB", (resident - residentBefore) / 1024.0 / jobs);
    print("resident memory of the process, MiB", resident >> 20);
    print("threads of the process before", threadsBefore);
    print("threads of the process with them", threads);
    print("processor time at rest, % of one", 100.0 * used.toNanos() / rest.toNanos());
    print("round trip of another script before, µs", alone);
    print("round trip of another script with them, µs", among);
    print("heartbeats that failed", Math.round(failures));
    print("still running after the rest", Math.round(still));
    print("until all are cancelled, s", seconds(over - cancelling));
  }

  private List<String> submit(int count) throws InterruptedException, ExecutionException {
    List<Callable<String>> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(() -> {
        String answer = send("/v1/jobs?wall_time=3h&memory=" + memory, script, 202);
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
          throw new IOException("no id: " + answer);
        }
        return id.group(1);
      });
    }
    return all(requests);
  }

  /** Returns when none runs any more. */
  private void cancel(List<String> ids)
      throws IOException, InterruptedException, ExecutionException {
    List<Callable<String>> requests = new ArrayList<>();
    for (String id : ids) {
      requests.add(() -> send("/v1/jobs/" + id + "/cancel", "", 202));
    }
    all(requests);
    await(0);
  }

  private static List<String> all(List<Callable<String>> requests)
      throws InterruptedException, ExecutionException {
    List<String> answers = new ArrayList<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      for (Future<String> answer : senders.invokeAll(requests)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private void await(int running) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (metric("tidegate_jobs_running") != running) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("not %d after %s".formatted(running, LONGEST));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private double metric(String name) throws IOException, InterruptedException {
    HttpRequest request = request("/actuator/prometheus").GET().build();
    for (String line : client.send(request, BodyHandlers.ofString()).body().lines().toList()) {
      if (line.startsWith(name + " ") || line.startsWith(name + "{")) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      }
    }
    throw new IOException("no metric " + name);
  }

  private String send(String path, String body, int expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "text/x-lua")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IOException("%d: %s".formatted(answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .header("Authorization", "Bearer " + Request.TOKEN);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private static void print(String what, long figure) {
    System.out.printf(Locale.ROOT, "| %s | %,d |%n", what, figure);
  }

  private static void print(String what, double figure) {
    System.out.printf(Locale.ROOT, "| %s | %,.1f |%n", what, figure);
  }
}
