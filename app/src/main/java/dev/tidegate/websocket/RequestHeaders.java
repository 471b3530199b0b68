package dev.tidegate.websocket;

import java.util.Map;
import java.util.TreeMap;
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

  /** The same with more of them; what is there already stays as it is. */
  RequestHeaders with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(more);
    all.putAll(values);
    return new RequestHeaders(all, confidential);
  }

  /** The names alone. */
  @Override
  public String toString() {
    return "RequestHeaders" + new TreeSet<>(values.keySet());
  }
}
