package dev.tidegate.client;

import java.net.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Says in words what a problem document (RFC 9457) says. */
final class ProblemText {

  private ProblemText() {}

  /**
   * Words for an answer that is no success.
   *
   * @param withToken whether a token was sent
   */
  static String of(int status, HttpHeaders headers, String body, boolean withToken) {
    StringBuilder text = new StringBuilder();
    String type = headers.firstValue("Content-Type").orElse("");
    if (!type.startsWith("application/problem+json") || !describe(body, text)) {
      text.append("the service answers with status ").append(status);
    }
    hint(status, withToken, text);
    return text.toString();
  }

  private static boolean describe(String body, StringBuilder text) {
    JsonNode problem;
    try {
      problem = Documents.read(body);
    } catch (JacksonException _) {
      return false;
    }
    text.append(Documents.text(problem, "title"));
    String detail = Documents.text(problem, "detail");
    if (!detail.isEmpty()) {
      text.append(": ").append(detail);
    }
    for (JsonNode fault : problem.path("errors")) {
      text.append('\n')
          .append(Documents.text(fault, "pointer"))
          .append(' ')
          .append(Documents.text(fault, "message"));
    }
    return true;
  }

  private static void hint(int status, boolean withToken, StringBuilder text) {
    if (status == 401) {
      text.append(
          withToken
              ? "\nThe token that was sent is not, or no longer, one of this service."
              : "\nPut a token into a file and name it with --token-file, or set "
                  + AccessToken.VARIABLE
                  + ".");
    } else if (status == 403) {
      text.append("\nThe service's policies decide that; whoever operates it can change them.");
    } else if (status / 100 == 3) {
      text.append("\nRedirects are not followed; --server has to be the service itself.");
    }
  }
}
