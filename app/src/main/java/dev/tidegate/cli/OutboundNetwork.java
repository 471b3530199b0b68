package dev.tidegate.cli;

import dev.tidegate.egress.AddressRules;
import dev.tidegate.egress.EgressGuard;
import dev.tidegate.egress.Resolver;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.Connector;
import dev.tidegate.websocket.WebSocketModule;
import dev.tidegate.websocket.WebSocketSettings;
import dev.tidegate.websocket.netty.NettyDialer;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The threads and rules by which scripts reach the world. */
final class OutboundNetwork implements AutoCloseable {

  /** Look-ups wait for other machines, so they are many; beyond this they queue. */
  private static final int RESOLVER_THREADS = 32;

  private final NettyDialer dialer;
  private final ExecutorService resolvers;
  private final Connector connector;

  private OutboundNetwork(NettyDialer dialer, AddressRules rules) {
    this.dialer = dialer;
    resolvers = resolverThreads();
    connector = new Connector(new EgressGuard(rules, Resolver.system()), dialer, resolvers);
  }

  /** Starts it, with the JDK's trusted certificates. */
  static OutboundNetwork start(AddressRules rules) {
    try {
      return new OutboundNetwork(
          new NettyDialer(
              Runtime.getRuntime().availableProcessors(), SslContextBuilder.forClient().build()),
          rules);
    } catch (SSLException unavailable) {
      throw new IllegalStateException("this JVM offers no TLS for clients", unavailable);
    }
  }

  /** The module by which scripts use it. */
  LuaModule module(PolicySet policies, ConnectionEvents events) {
    return new WebSocketModule(() -> policies, connector, WebSocketSettings.DEFAULTS, events);
  }

  @Override
  public void close() {
    dialer.close();
    resolvers.shutdownNow();
  }

  private static ExecutorService resolverThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            RESOLVER_THREADS,
            RESOLVER_THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("tidegate-resolver-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
