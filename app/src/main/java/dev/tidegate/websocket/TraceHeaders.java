package dev.tidegate.websocket;

import java.util.Map;

/** What handshakes say of the traces that they are part of (W3C Trace Context). */
@FunctionalInterface
public interface TraceHeaders {

  /** Peers are told nothing. */
  TraceHeaders NONE = _ -> Map.of();

  /**
   * The headers for one connection, by name; empty for none. Asked on the strand, after {@link
   * ConnectionEvents#connecting}.
   */
  Map<String, String> of(ConnectionIdentity connection);
}
