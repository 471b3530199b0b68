package dev.tidegate.websocket;

import dev.tidegate.egress.EgressGuard;
import dev.tidegate.egress.LookUps;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Makes connections to allowed URLs: one look-up, every address judged, a judged one dialled. */
public final class Connector {

  private final EgressGuard guard;
  private final Dialer dialer;
  private final LookUps lookUps;
  private final Duration lookUpTimeout;

  /**
   * Makes a connector that waits 10 s for a look-up and treats all actors alike.
   *
   * @param dialer stays its owner's to close
   * @param resolvers runs look-ups, which block for as long as the system's resolver does
   */
  public Connector(EgressGuard guard, Dialer dialer, Executor resolvers) {
    this(guard, dialer, LookUps.on(resolvers), Duration.ofSeconds(10));
  }

  /**
   * Makes a connector.
   *
   * @param dialer stays its owner's to close
   * @param lookUps runs look-ups
   * @param lookUpTimeout the longest wait for one; positive
   */
  public Connector(EgressGuard guard, Dialer dialer, LookUps lookUps, Duration lookUpTimeout) {
    this.guard = guard;
    this.dialer = dialer;
    this.lookUps = lookUps;
    this.lookUpTimeout = lookUpTimeout;
  }

  /** Prepares an attempt. */
  ConnectAttempt attempt(
      ConnectOptions options,
      RequestHeaders headers,
      DialRequest.Settings settings,
      ConnectionLink link) {
    return new ConnectAttempt(dialer, options, headers, settings, link);
  }

  /** Starts an attempt; returns at once. */
  void start(ConnectAttempt attempt) {
    String actor = attempt.actor().id();
    attempt.start(
        lookUp -> lookUps.run(actor, lookUp), () -> guard.admit(attempt.url()), lookUpTimeout);
  }
}
