package dev.tidegate.policy;

import java.util.List;

/** The actions whose resources policies are checked against when they are loaded. */
public final class Actions {

  /** Whether an actor may open WebSocket connections at all; its resource is the empty text. */
  public static final String WEBSOCKET_CONNECT = "websocket.connect";

  /** Whether an actor may connect to a URL; its resource is the URL in canonical form. */
  public static final String WEBSOCKET_CONNECT_URL = "websocket.connect.url";

  static final String WEBSOCKET = "websocket";
  static final List<String> WEBSOCKET_ACTIONS = List.of(WEBSOCKET_CONNECT, WEBSOCKET_CONNECT_URL);

  private Actions() {}
}
