package dev.tidegate.cli;

import dev.tidegate.egress.Cidr;
import dev.tidegate.egress.Proxy;
import dev.tidegate.egress.ProxyServer;
import dev.tidegate.egress.Route;
import dev.tidegate.websocket.HandshakeSecrets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where scripts may connect to, how names are looked up for that, and which way connections take.
 *
 * @param allow blocks of addresses that are allowed besides public ones, such as {@code
 *     10.1.0.0/16}
 * @param proxy the HTTP proxy that all connections go through; direct without one
 * @param proxyUser the user for the proxy's Basic authentication
 * @param proxyPassword the password for it
 * @param resolverThreads how many names are looked up at the same time; each look-up blocks one
 *     thread, which ends after 30 s without work
 * @param resolverQueue how many look-ups may wait for a thread; what comes beyond fails at once
 * @param resolverShare how many threads one actor may occupy
 * @param resolverTimeout how long a script waits for a look-up; its dial timeout may be shorter
 * @param maxAddresses how many addresses of a name are tried; all are judged
 */
@ConfigurationProperties("tidegate.egress")
record EgressProperties(
    @DefaultValue List<Cidr> allow,
    @Nullable ProxyServer proxy,
    @Nullable String proxyUser,
    @Nullable String proxyPassword,
    @DefaultValue("32") int resolverThreads,
    @DefaultValue("1024") int resolverQueue,
    @DefaultValue("16") int resolverShare,
    @DefaultValue("10s") Duration resolverTimeout,
    @DefaultValue("8") int maxAddresses) {

  /** Checks the ranges, and that what belongs together is there. */
  EgressProperties {
    require(
        resolverThreads >= 1 && resolverQueue >= 1 && resolverShare >= 1,
        "tidegate.egress.resolver-threads, resolver-queue and resolver-share must be at least 1");
    require(resolverTimeout.isPositive(), "tidegate.egress.resolver-timeout must be positive");
    require(
        maxAddresses >= 1 && maxAddresses <= 100,
        "tidegate.egress.max-addresses must be from 1 to 100");
    require(
        (proxyUser == null) == (proxyPassword == null),
        "tidegate.egress.proxy-user and proxy-password must be set together");
    require(
        proxy != null || proxyUser == null,
        "tidegate.egress.proxy-user is set without tidegate.egress.proxy");
    require(
        proxyUser == null || proxyUser.indexOf(':') < 0,
        "tidegate.egress.proxy-user must not hold a colon");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The same with other blocks. */
  EgressProperties allowing(List<Cidr> blocks) {
    return new EgressProperties(
        blocks,
        proxy,
        proxyUser,
        proxyPassword,
        resolverThreads,
        resolverQueue,
        resolverShare,
        resolverTimeout,
        maxAddresses);
  }

  /** The way that connections take. */
  Route route() {
    if (proxy == null) {
      return Route.DIRECT;
    }
    return new Route.Through(
        proxy,
        proxyUser == null || proxyPassword == null
            ? null
            : new Proxy.Credentials(proxyUser, proxyPassword));
  }

  /**
   * Where secrets may be sent without encryption: unless everywhere, to the own machine. Through a
   * proxy nothing is on the own machine.
   */
  HandshakeSecrets.Plaintext plaintextOfSecrets(boolean everywhere) {
    if (everywhere) {
      return HandshakeSecrets.Plaintext.ANYWHERE;
    }
    return proxy == null ? HandshakeSecrets.Plaintext.LOOPBACK : HandshakeSecrets.Plaintext.NOWHERE;
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "EgressProperties[allow=" + allow + ", proxy=" + proxy + "]";
  }
}
