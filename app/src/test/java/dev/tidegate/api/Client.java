package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the started service as any client does. */
public final class Client implements AutoCloseable {

  public static final String TOKEN = "a-token-for-the-tests";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI base;
  private final String token;

  public Client(int port) {
    this(port, TOKEN);
  }

  Client(int port, String token) {
    base = URI.create("http://127.0.0.1:" + port);
    this.token = token;
  }

  /** An answer, with its body read as JSON where it says that it is JSON. */
  public record Answer(HttpResponse<String> response, JsonNode body) {

    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The pointers of a problem's errors, with their messages. */
    public String fault(String pointer) {
      for (JsonNode error : body.path("errors")) {
        if (error.path("pointer").asString().equals(pointer)) {
          return error.path("message").asString();
        }
      }
      return "no error at " + pointer + " in " + body;
    }
  }

  /** A request with the right token. */
  public HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + token);
  }

  /** A request without a token. */
  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
  }

  public Answer runJson(String body) {
    return send(
        request("/v1/run")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  public Answer runLua(String query, String script) {
    return send(
        request("/v1/run" + query)
            .header("Content-Type", "text/x-lua")
            .POST(BodyPublishers.ofString(script)));
  }

  public Answer post(String path, String contentType, String body) {
    return send(
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** The value of a sample of the metrics page; 0 where it is not there yet. */
  public double metric(String sample) {
    Answer metrics = get("/actuator/prometheus");
    assertThat(metrics.status()).as(metrics.response().body()).isEqualTo(200);
    return metrics
        .response()
        .body()
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  /** An answer whose body comes as it is written; for whoever closes it. */
  HttpResponse<InputStream> stream(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /** Gives up all requests that are under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  private static Answer answer(HttpResponse<String> response) {
    boolean json =
        response
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .matches("application/(.*\\+)?json.*");
    return new Answer(response, json ? JSON.readTree(response.body()) : JSON.createObjectNode());
  }

  /** Checks everything that all problems have in common. */
  static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body().path("type").asString())
        .isEqualTo("https://tidegate.dev/problems/" + type);
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.body().path("title").asString()).isNotBlank();
    assertThat(answer.body().path("detail").asString()).isNotBlank();
    assertThat(answer.response().body())
        .doesNotContain("Exception", "java.", "tools.jackson", "springframework", "Stream");
  }
}
