package dev.tidegate.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image in the hands of an operator. */
class ImageContainerIT {

  private static final String TOKEN = "a-token-for-the-image-tests";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PRIVATE_NETWORKS = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16";
  private static final String TALK =
      """
      local client, err = websocket.connect("ws://peer:8765/echo")
      if err then
        return nil, err
      end
      assert(client:send("from the image"))
      local message = client:channel():receive()
      client:close()
      return message.data
      """;

  private static @Nullable TidegateImage image;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Network network = Network.newNetwork();
  private final List<GenericContainer<?>> containers = new ArrayList<>();
  private final List<String> volumes = new ArrayList<>();

  @BeforeAll
  static void build() throws Exception {
    PythonImage.assumeContainers();
    image = new TidegateImage();
  }

  @AfterAll
  static void remove() throws Exception {
    if (image != null) {
      image.remove();
    }
  }

  @AfterEach
  void stop() {
    containers.forEach(GenericContainer::close);
    network.close();
    volumes.forEach(volume -> DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec());
  }

  @Test
  void a_job_reaches_a_peer_for_as_long_as_the_mounted_policies_allow_it(@TempDir Path policies)
      throws Exception {
    Files.setPosixFilePermissions(policies, PosixFilePermissions.fromString("rwxr-xr-x"));
    write(policies, "allow");
    start(image().container(network, List.of(), "echo", "--host", "0.0.0.0"), "peer");
    GenericContainer<?> service =
        service(
            List.of(policies + ":/policies:ro"),
            "--tidegate.policy.dir=/policies",
            "--tidegate.egress.allow=" + PRIVATE_NETWORKS);

    // What the engine runs to see whether it is healthy.
    String[] healthCheck = healthCheck(service).stream().skip(1).toArray(String[]::new);
    assertThat(service.execInContainer(healthCheck).getStdout()).isEqualTo("ready\n");
    JsonNode allowed = run(service, TALK);
    assertThat(allowed.path("state").asString()).as("%s", allowed).isEqualTo("succeeded");
    assertThat(allowed.path("result").asString()).isEqualTo("from the image");
    assertThat(get(service, "/actuator/prometheus"))
        .contains("tidegate_websocket_connects_total{outcome=\"ok\"} 1.0");

    write(policies, "deny");

    JsonNode denied =
        await()
            .atMost(PATIENCE)
            .until(() -> run(service, TALK), job -> job.path("state").asString().equals("failed"));
    assertThat(denied.at("/error/kind").asString()).isEqualTo("PermissionDenied");
  }

  @Test
  void told_to_stop_it_lets_a_job_end_and_keeps_it() throws Exception {
    String volume = "tidegate-test-" + ProcessHandle.current().pid();
    volumes.add(volume);
    GenericContainer<?> first = service(List.of(volume + ":/var/lib/tidegate"));
    String id = submit(first, "time.sleep('4s') return 'kept'", 1);
    awaitState(first, id, "running");

    signal(first, "SIGTERM");

    assertThat(exitCode(first)).isEqualTo(143);
    GenericContainer<?> second = service(List.of(volume + ":/var/lib/tidegate"));
    JsonNode job = job(second, id);
    assertThat(job.path("state").asString()).as("%s", job).isEqualTo("succeeded");
    assertThat(job.path("result").asString()).isEqualTo("kept");
  }

  @Test
  void a_job_of_a_replica_that_is_killed_runs_again_on_another() throws Exception {
    start(PostgresContainer.create().withNetwork(network), "database");
    GenericContainer<?> first = replica();
    String id = submit(first, "time.sleep('1h')", 2);
    awaitState(first, id, "running");
    GenericContainer<?> second = replica();

    signal(first, "SIGKILL");

    JsonNode again =
        await()
            .atMost(PATIENCE)
            .until(
                () -> job(second, id),
                job ->
                    job.path("attempt").asInt() == 2
                        && job.path("state").asString().equals("running"));
    assertThat(again.path("max_attempts").asInt()).isEqualTo(2);
    assertThat(
            send(request(second, "/v1/jobs/" + id + "/cancel").POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(202);
    awaitState(second, id, "cancelled");
  }

  private static void write(Path policies, String effect) throws Exception {
    Path file = policies.resolve("test.yaml");
    Path next = policies.resolve(".next");
    Files.writeString(
        next,
        """
        version: "1.0"
        namespace: test

        entries:
          - name: members
            kind: security.policy
            policy:
              actions: ["job.submit", "metrics.read", "websocket.connect"]
              resources: [""]
              effect: allow
            groups: [default]
          - name: peer
            kind: security.policy
            policy:
              actions: ["websocket.connect.url"]
              resources: ["ws://peer:8765/*"]
              effect: %s
            groups: [default]
        """
            .formatted(effect));
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static TidegateImage image() {
    return Objects.requireNonNull(image);
  }

  private GenericContainer<?> service(List<String> binds, String... options) {
    List<String> command = new ArrayList<>(List.of("serve"));
    command.addAll(List.of(options));
    return start(
        image()
            .container(network, binds, command.toArray(String[]::new))
            .withEnv("TIDEGATE_ACCESS_TOKEN", TOKEN)
            .withExposedPorts(TidegateImage.PORT)
            .waitingFor(
                Wait.forHttp("/actuator/health/readiness")
                    .forPort(TidegateImage.PORT)
                    .withStartupTimeout(PATIENCE)),
        "service-" + containers.size());
  }

  private GenericContainer<?> replica() {
    return start(
        image()
            .container(
                network,
                List.of(),
                "serve",
                "--tidegate.jobs.heartbeat-interval=1s",
                "--tidegate.jobs.missed-heartbeats=5",
                "--tidegate.jobs.poll-interval=500ms")
            .withEnv("TIDEGATE_ACCESS_TOKEN", TOKEN)
            .withEnv(
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://database/" + PostgresContainer.NAME)
            .withEnv("SPRING_DATASOURCE_USERNAME", PostgresContainer.NAME)
            .withEnv("SPRING_DATASOURCE_PASSWORD", PostgresContainer.PASSWORD)
            .withExposedPorts(TidegateImage.PORT)
            .waitingFor(
                Wait.forHttp("/actuator/health/readiness")
                    .forPort(TidegateImage.PORT)
                    .withStartupTimeout(PATIENCE)),
        "replica-" + containers.size());
  }

  private GenericContainer<?> start(GenericContainer<?> container, String alias) {
    containers.add(container);
    container.withNetworkAliases(alias).start();
    return container;
  }

  private static void signal(GenericContainer<?> container, String signal) {
    DockerClientFactory.lazyClient()
        .killContainerCmd(container.getContainerId())
        .withSignal(signal)
        .exec();
  }

  private static List<String> healthCheck(GenericContainer<?> container) {
    ContainerConfig config =
        Objects.requireNonNull(
            DockerClientFactory.lazyClient()
                .inspectImageCmd(container.getDockerImageName())
                .exec()
                .getConfig());
    return Objects.requireNonNull(Objects.requireNonNull(config.getHealthcheck()).getTest());
  }

  private static long exitCode(GenericContainer<?> container) {
    InspectContainerResponse.ContainerState ended =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    DockerClientFactory.lazyClient()
                        .inspectContainerCmd(container.getContainerId())
                        .exec()
                        .getState(),
                state -> !Boolean.TRUE.equals(state.getRunning()));
    return Objects.requireNonNull(ended.getExitCodeLong());
  }

  private JsonNode run(GenericContainer<?> service, String script) throws Exception {
    return JSON.readTree(
        send(request(service, "/v1/run")
                .header("Content-Type", "text/x-lua")
                .POST(BodyPublishers.ofString(script)))
            .body());
  }

  private String submit(GenericContainer<?> service, String script, int attempts) throws Exception {
    HttpResponse<String> answer =
        send(
            request(service, "/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        JSON.writeValueAsString(
                            Map.of(
                                "source",
                                script,
                                "retry",
                                Map.of("max_attempts", attempts, "backoff", "100ms"))))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).path("id").asString();
  }

  private void awaitState(GenericContainer<?> service, String id, String state) {
    await().atMost(PATIENCE).until(() -> job(service, id).path("state").asString(), state::equals);
  }

  private JsonNode job(GenericContainer<?> service, String id) throws Exception {
    return JSON.readTree(get(service, "/v1/jobs/" + id));
  }

  private String get(GenericContainer<?> service, String path) throws Exception {
    return send(request(service, path).GET()).body();
  }

  private static HttpRequest.Builder request(GenericContainer<?> service, String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + service.getMappedPort(TidegateImage.PORT) + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
