package dev.tidegate.job.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service as operators run it: the jar, in a process of its own, that signals can be sent to.
 */
public final class ServiceProcess implements AutoCloseable {

  private static final Path JAR = Path.of("target/tidegate.jar");
  private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");
  public static final String TOKEN = "a-token-for-the-tests";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Others may have the processors meanwhile. */
  private static final Duration START = Duration.ofMinutes(5);

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private ServiceProcess(Process process) {
    this.process = process;
    Thread.startVirtualThread(this::collect);
  }

  /** Starts one; scripts may talk to this machine. */
  public static ServiceProcess start(String... properties) throws IOException {
    return start(256, properties);
  }

  /** Starts one with a heap of its own size, in MiB; it ends if that does not do. */
  static ServiceProcess start(int heap, String... properties) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx" + heap + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            JAR.toString(),
            "--spring.profiles.active=dev",
            "--tidegate.access.token=" + TOKEN));
    command.addAll(List.of(properties));
    if (command.stream().noneMatch(option -> option.startsWith("--server.port="))) {
      command.add("--server.port=0");
    }
    return new ServiceProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void collect() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
        Matcher matcher = PORT.matcher(line);
        if (matcher.find()) {
          port.complete(Integer.valueOf(matcher.group(1)));
        }
      }
    } catch (IOException ended) {
      output.add(ended.toString());
    }
    port.completeExceptionally(
        new IllegalStateException("ended before it served: " + String.join("\n", output)));
  }

  /** Waits until it serves. */
  public ServiceProcess ready() throws Exception {
    try {
      port.get(START.toSeconds(), TimeUnit.SECONDS);
      return this;
    } catch (TimeoutException late) {
      throw new AssertionError("does not serve: " + log(), late);
    }
  }

  /** Has a job accepted, and gives its id. */
  public String submit(Map<String, ?> job) throws Exception {
    HttpResponse<String> answer = answer(job, PATIENCE);
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body()).path("id").asString();
  }

  /** A job as it is now. */
  JsonNode job(String id) throws Exception {
    HttpResponse<String> answer = send(request("/v1/jobs/" + id));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /**
   * What is answered to a job.
   *
   * @param patience how long the answer may take
   * @param headers further ones of the request: names and values
   */
  HttpResponse<String> answer(Map<String, ?> job, Duration patience, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request("/v1/jobs")
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(job)));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /**
   * All jobs as lists have them, from the newest to the oldest.
   *
   * @param query what narrows the list, such as {@code &state=queued}; may be empty
   */
  List<JsonNode> jobs(String query) throws Exception {
    List<JsonNode> jobs = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = JSON.readTree(text("/v1/jobs?limit=100" + query + cursor));
      page.path("items").forEach(jobs::add);
      JsonNode next = page.path("next_cursor");
      cursor = next.isString() ? "&cursor=" + next.asString() : "";
    } while (!cursor.isEmpty());
    return jobs;
  }

  /** All events of a job that has ended, as the stream has them. */
  String events(String id) throws Exception {
    return text("/v1/jobs/" + id + "/events");
  }

  /** Whether no job waits or runs. */
  boolean isIdle() throws Exception {
    for (String state : List.of("queued", "running")) {
      String page = text("/v1/jobs?limit=1&state=" + state);
      if (!JSON.readTree(page).path("items").isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** How much of its heap is in use, garbage included, in MiB. */
  double heap() throws Exception {
    return text("/actuator/prometheus")
            .lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum()
        / (1 << 20);
  }

  /** The text of an answer that is good. */
  String text(String path) throws Exception {
    HttpResponse<String> answer = send(request(path));
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Where it serves. */
  int port() throws Exception {
    return port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** The value of {@code Authorization}. */
  static String authorization() {
    return "Bearer " + TOKEN;
  }

  /** The status of an answer without a body. */
  int status(String path) throws Exception {
    return send(request(path)).statusCode();
  }

  /** The status of an answer to a job. */
  int statusOfSubmission(Map<String, ?> job) throws Exception {
    return answer(job, PATIENCE).statusCode();
  }

  /** The lines of an answer that may go on for long; fails unless it ends as it should. */
  CompletableFuture<List<String>> lines(String path) throws Exception {
    return lines(request(path));
  }

  /** The answer of a job's document, once it has ended or the service does not wait any more. */
  CompletableFuture<List<String>> awaited(String id) throws Exception {
    return lines(request("/v1/jobs/" + id).header("Prefer", "wait=60"));
  }

  private CompletableFuture<List<String>> lines(HttpRequest.Builder request) {
    return http.sendAsync(request.timeout(LONG).build(), BodyHandlers.ofLines())
        .thenApplyAsync(answer -> {
          try (Stream<String> lines = answer.body()) {
            return lines.toList();
          }
        });
  }

  /** How many requests stream or wait for a job's end. */
  int open() throws Exception {
    double sum =
        send(request("/actuator/prometheus"))
            .body()
            .lines()
            .filter(line -> line.startsWith("tidegate_requests_open{"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    return (int) sum;
  }

  int cancel(String id) throws Exception {
    return send(request("/v1/jobs/" + id + "/cancel").POST(BodyPublishers.noBody())).statusCode();
  }

  private HttpRequest.Builder request(String path) throws Exception {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(PATIENCE)
        .header("Authorization", authorization());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Ends it at once, as a crash does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop. */
  void terminate() {
    // The process itself would close what it writes to, and so lose its last lines.
    process.toHandle().destroy();
  }

  /** Waits for its end, and gives its exit code. */
  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("does not end: " + log());
    }
    return process.exitValue();
  }

  /** Stops it from running, until it is told to go on. */
  void freeze() throws Exception {
    signal("STOP");
  }

  void thaw() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new AssertionError("no signal " + name);
    }
  }

  /** All that it has written. */
  String log() {
    return String.join("\n", output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
  }
}
