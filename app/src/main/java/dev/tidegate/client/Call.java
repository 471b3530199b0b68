package dev.tidegate.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

/**
 * A request, which may have to be sent more than once.
 *
 * @param method of HTTP
 * @param path at the service, with the query
 * @param headers besides those that all requests have
 * @param body UTF-8; empty for none
 * @param repeatable whether it may be sent again when nobody knows what became of it
 * @param answerWithin how long the service may take to answer
 */
record Call(
    String method,
    String path,
    Map<String, String> headers,
    String body,
    boolean repeatable,
    Duration answerWithin) {

  private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

  static Call get(String path) {
    return new Call("GET", path, Map.of(), "", true, USUAL_WAIT);
  }

  /** Like {@link #get}, but answered when something has ended, at most after so long. */
  static Call getWithin(String path, Duration hold) {
    return new Call(
        "GET", path, Map.of("Prefer", "wait=" + hold.toSeconds()), "", true, hold.plus(USUAL_WAIT));
  }

  /** Submits something under a key, so that submitting it twice is the same as once. */
  static Call submit(String path, String json, String key) {
    return new Call(
        "POST",
        path,
        Map.of("Content-Type", "application/json", "Idempotency-Key", key),
        json,
        true,
        USUAL_WAIT);
  }

  /** Asks for something that is no more done by asking twice. */
  static Call post(String path) {
    return new Call("POST", path, Map.of(), "", true, USUAL_WAIT);
  }

  /** Sent again only where the service can't have got it: the second answer would be another. */
  static Call delete(String path) {
    return new Call("DELETE", path, Map.of(), "", false, USUAL_WAIT);
  }

  BodyPublisher publisher() {
    return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
  }
}
