package dev.tidegate.websocket;

import java.util.Map;
import java.util.TreeSet;

/**
 * What a handshake request has besides the protocol's own headers. Its values are for the peer and
 * nobody else.
 *
 * @param values by name, checked already
 * @param confidential whether they hold what the script must not see; nothing that the peer answers
 *     is shown then but its status, since it may repeat them
 */
public record RequestHeaders(Map<String, String> values, boolean confidential) {

  /** Copies the values. */
  public RequestHeaders {
    values = Map.copyOf(values);
  }

  /** The names alone. */
  @Override
  public String toString() {
    return "RequestHeaders" + new TreeSet<>(values.keySet());
  }
}
