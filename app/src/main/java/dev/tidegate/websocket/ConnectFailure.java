package dev.tidegate.websocket;

/** What a failed attempt to connect has failed at. */
public enum ConnectFailure {
  /** The name has no address, or it took too long to find one. */
  DNS,
  /** No address could be reached, or the proxy opened no tunnel to one. */
  TCP,
  /** The TLS handshake, with the check of the certificate. */
  TLS,
  /** The HTTP exchange: the peer did not agree to speak WebSocket. */
  HANDSHAKE,
  /** The time to dial was over. */
  TIMEOUT,
  /** It was given up, because its job or the service has ended. */
  CANCELLED
}
