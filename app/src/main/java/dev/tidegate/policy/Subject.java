package dev.tidegate.policy;

import java.util.Optional;

/** The resource of a request, as patterns look at it. */
sealed interface Subject {

  boolean fits(ResourcePatterns patterns);

  /** The resource of an action that is about a URL. */
  record Url(CanonicalUrl url) implements Subject {
    @Override
    public boolean fits(ResourcePatterns patterns) {
      return patterns.matchesUrl(url);
    }
  }

  /** Any other resource. */
  record Text(String text) implements Subject {
    @Override
    public boolean fits(ResourcePatterns patterns) {
      return patterns.matchesText(text);
    }
  }

  /**
   * The resource of a request; empty where it should be a URL in canonical form and is none,
   * because a policy that denies the URL might not recognise it.
   */
  static Optional<Subject> of(AccessRequest request) {
    return request.action().equals(Actions.WEBSOCKET_CONNECT_URL)
        ? CanonicalUrl.parse(request.resource()).map(Url::new)
        : Optional.of(new Text(request.resource()));
  }
}
