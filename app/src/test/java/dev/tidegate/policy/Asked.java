package dev.tidegate.policy;

import java.util.Map;
import java.util.Set;

/** Requests that tests ask about. */
final class Asked {

  static final String URL = "wss://api.example.com/v1/feed";

  private Asked() {}

  static AccessRequest of(Map<String, ?> actorMeta, Map<String, ?> meta) {
    return of(actorMeta, "document.read", "document:1", meta);
  }

  static AccessRequest of(
      Map<String, ?> actorMeta, String action, String resource, Map<String, ?> meta) {
    return new AccessRequest(
        new Actor("alice", Metadata.of(actorMeta), Set.of("app:users")),
        action,
        resource,
        Metadata.of(meta));
  }
}
