package dev.tidegate.cli;

import dev.tidegate.egress.AddressRules;
import dev.tidegate.egress.EgressGuard;
import dev.tidegate.egress.Resolver;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.fiber.Poller;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.Connector;
import dev.tidegate.websocket.WebSocketModule;
import dev.tidegate.websocket.WebSocketSettings;
import dev.tidegate.websocket.netty.NettyDialer;
import dev.tidegate.websocket.netty.WorkerLoops;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The rules and the means by which scripts reach the world. */
final class OutboundNetwork implements AutoCloseable {

  private final WorkerLoops loops = new WorkerLoops();
  private final NettyDialer dialer;
  private final ExecutorService resolvers;
  private final Connector connector;
  private final WebSocketSettings settings;

  private OutboundNetwork(EgressProperties egress, WebSocketProperties webSocket, SslContext tls) {
    dialer = new NettyDialer(loops, tls, webSocket.drainTimeout());
    settings = webSocket.settings();
    resolvers = resolverThreads(egress);
    EgressGuard guard = new EgressGuard(new AddressRules(egress.allow()), Resolver.system());
    connector = new Connector(guard, dialer, resolvers);
  }

  /** Starts it, with the JDK's trusted certificates. */
  static OutboundNetwork start(EgressProperties egress, WebSocketProperties webSocket) {
    try {
      return new OutboundNetwork(egress, webSocket, SslContextBuilder.forClient().build());
    } catch (SSLException unavailable) {
      throw new IllegalStateException("this JVM offers no TLS for clients", unavailable);
    }
  }

  /** The module by which scripts use it. */
  LuaModule module(PolicySet policies, ConnectionEvents events) {
    return new WebSocketModule(() -> policies, connector, settings, events);
  }

  /** What the engine's workers must attend to: their sockets. */
  Poller.Factory pollers() {
    return loops;
  }

  /** Closes the connections, then the loops; after the engine, whose workers go on for that. */
  @Override
  public void close() {
    dialer.close();
    loops.close();
    resolvers.shutdownNow();
  }

  private static ExecutorService resolverThreads(EgressProperties egress) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            egress.resolverThreads(),
            egress.resolverThreads(),
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(egress.resolverQueue()),
            Thread.ofPlatform().daemon().name("tidegate-resolver-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
