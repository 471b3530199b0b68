package dev.tidegate.policy;

import java.util.Map;

/**
 * What policies are asked.
 *
 * @param actor who asks
 * @param action such as {@link Actions#WEBSOCKET_CONNECT_URL}
 * @param resource what it is about; for {@link Actions#WEBSOCKET_CONNECT_URL} a URL in canonical
 *     form
 * @param meta what else is known about it, by name: texts and whole numbers ({@code Long})
 */
public record AccessRequest(Actor actor, String action, String resource, Map<String, Object> meta) {

  /** Copies the map. */
  public AccessRequest {
    meta = Map.copyOf(meta);
  }
}
