package dev.tidegate.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Talks to the service, and tries again where that may help and can do no harm. */
final class Connection implements AutoCloseable {

  /** Nothing was done, and it may be asked for later. */
  private static final Set<Integer> TOO_MUCH = Set.of(429, 503);

  /** Something between here and the service says so; whether anything was done is not known. */
  private static final Set<Integer> ON_THE_WAY = Set.of(502, 504);

  private static final Duration LONGEST_OPENING = Duration.ofSeconds(30);

  private final HttpClient http;
  private final ServiceAddress address;
  private final Optional<AccessToken> token;
  private final Duration patience;
  private final Pause pause;
  private final Terminal terminal;

  /** Waits; a seam for tests. */
  @FunctionalInterface
  interface Pause {

    void lasts(Duration time) throws InterruptedException;
  }

  /**
   * Makes a connection; nothing is sent yet.
   *
   * @param patience how long to try again, from the first failure in a row
   */
  Connection(
      HttpClient http,
      ServiceAddress address,
      Optional<AccessToken> token,
      Duration patience,
      Pause pause,
      Terminal terminal) {
    this.http = http;
    this.address = address;
    this.token = token;
    this.patience = patience;
    this.pause = pause;
    this.terminal = terminal;
  }

  /** A new series of tries. */
  Tries tries() {
    return new Tries(patience, pause, terminal, RandomGenerator.getDefault());
  }

  /** Waits. */
  void pause(Duration time) throws InterruptedException {
    pause.lasts(time);
  }

  /** The document that a call is answered with. */
  JsonNode document(Call call) throws ClientException, InterruptedException {
    HttpResponse<String> answer = send(call);
    try {
      return Documents.read(answer.body());
    } catch (JacksonException noJson) {
      throw new ClientException(
          ExitCode.UNREACHABLE, address + " answers, but is no Tidegate service", noJson);
    }
  }

  /** Sends a call until it is answered for good; a success is returned. */
  HttpResponse<String> send(Call call) throws ClientException, InterruptedException {
    HttpRequest.Builder request =
        request(call.path()).timeout(call.answerWithin()).method(call.method(), call.publisher());
    call.headers().forEach(request::header);
    Tries tries = tries();
    while (true) {
      try {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) {
          return answer;
        }
        RefusedException refused = refused(answer, answer.body());
        if (!isPassing(answer.statusCode(), call.repeatable())) {
          throw refused;
        }
        tries.again(refused, retryAfter(answer));
      } catch (IOException lost) {
        ClientException unreachable = unreachable(lost);
        if (lost instanceof SSLException || !(call.repeatable() || neverArrived(lost))) {
          throw unreachable;
        }
        tries.again(unreachable, Duration.ZERO);
      }
    }
  }

  /** Opens an answer that is read while it grows; one try. */
  InputStream open(String path) throws IOException, ClientException, InterruptedException {
    HttpRequest request = request(path).timeout(LONGEST_OPENING).GET().build();
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() == 200) {
      return answer.body();
    }
    try (InputStream body = answer.body()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      RefusedException refused = refused(answer, text);
      if (isPassing(answer.statusCode(), true)) {
        throw new IOException(refused.getMessage(), refused);
      }
      throw refused;
    }
  }

  /** What to say when no usable answer came. */
  ClientException unreachable(IOException why) {
    if (why.getCause() instanceof RefusedException refused) {
      return refused;
    }
    String reason =
        switch (why) {
          case HttpConnectTimeoutException _ -> "it does not take the connection";
          case ConnectException _ -> "nobody listens there";
          case SSLException _ ->
              "the connection can't be secured (%s); --ca-file names whom to trust"
                  .formatted(why.getMessage());
          default -> why.getMessage() == null ? "the connection broke" : why.getMessage();
        };
    return new ClientException(
        ExitCode.UNREACHABLE, "cannot reach the service at " + address + ": " + reason, why);
  }

  private RefusedException refused(HttpResponse<?> answer, String body) {
    return new RefusedException(
        answer.statusCode(),
        ProblemText.of(answer.statusCode(), answer.headers(), body, token.isPresent()));
  }

  private static boolean isPassing(int status, boolean repeatable) {
    return TOO_MUCH.contains(status) || (repeatable && ON_THE_WAY.contains(status));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.at(path));
    token.ifPresent(known -> request.header("Authorization", known.header()));
    return request;
  }

  private static boolean neverArrived(IOException lost) {
    return lost instanceof ConnectException || lost instanceof HttpConnectTimeoutException;
  }

  /**
   * The seconds that a service asks to wait; it may give a date instead, which is not looked at.
   */
  private static Duration retryAfter(HttpResponse<?> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }

  /** Gives up whatever is under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
