package dev.tidegate.websocket;

import dev.tidegate.egress.EgressGuard;
import dev.tidegate.egress.TargetUrl;
import java.util.concurrent.Executor;

/** Makes connections to allowed URLs: one look-up, every address judged, a judged one dialled. */
public final class Connector {

  private final EgressGuard guard;
  private final Dialer dialer;
  private final Executor resolvers;

  /**
   * Makes a connector.
   *
   * @param dialer stays its owner's to close
   * @param resolvers runs look-ups, which block for as long as the system's resolver does
   */
  public Connector(EgressGuard guard, Dialer dialer, Executor resolvers) {
    this.guard = guard;
    this.dialer = dialer;
    this.resolvers = resolvers;
  }

  /** Starts an attempt; returns at once. */
  ConnectAttempt start(
      TargetUrl url, ConnectOptions options, DialRequest.Settings settings, ConnectionLink link) {
    ConnectAttempt attempt = new ConnectAttempt(dialer, url, options, settings, link);
    attempt.start(resolvers, () -> guard.admit(url));
    return attempt;
  }
}
