package dev.tidegate.api;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Keeps pages of other sites from reading streams. Browsers say where a script comes from in the
 * header {@code Origin} (RFC 6454); other clients send none.
 */
final class RequestOrigin {

  private RequestOrigin() {}

  /**
   * Lets a request pass that comes from no browser, or from a page of this very host.
   *
   * @throws ProblemException otherwise
   */
  static void requireOwn(HttpHeaders headers) {
    String origin = headers.getOrigin();
    if (origin != null && !isOf(origin, headers.getFirst(HttpHeaders.HOST))) {
      throw new ProblemException(
          Problem.of(ProblemKind.FORBIDDEN, "pages of other origins may not read this"));
    }
  }

  /** Schemes are not compared: behind a proxy this side does not know its own. */
  private static boolean isOf(String origin, @Nullable String host) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
