package dev.tidegate.cli;

import dev.tidegate.egress.AddressRules;
import dev.tidegate.egress.EgressGuard;
import dev.tidegate.egress.FairLookUps;
import dev.tidegate.egress.Resolver;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.fiber.Poller;
import dev.tidegate.security.Permissions;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.Connector;
import dev.tidegate.websocket.HandshakeSecrets;
import dev.tidegate.websocket.TraceHeaders;
import dev.tidegate.websocket.TransportStatistics;
import dev.tidegate.websocket.WebSocketModule;
import dev.tidegate.websocket.WebSocketSettings;
import dev.tidegate.websocket.netty.NettyDialer;
import dev.tidegate.websocket.netty.WorkerLoops;
import io.netty.handler.ssl.SslContext;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;

/** The rules and the means by which scripts reach the world. */
final class OutboundNetwork implements AutoCloseable {

  private final WorkerLoops loops = new WorkerLoops();
  private final NettyDialer dialer;
  private final FairLookUps lookUps;
  private final Connector connector;
  private final WebSocketSettings settings;
  private final ConnectionRegistry connections;

  private OutboundNetwork(
      EgressProperties egress, WebSocketProperties webSocket, SslContext tls, Resolver resolver) {
    dialer = new NettyDialer(loops, tls, webSocket.drainTimeout());
    settings = webSocket.settings();
    connections = new ConnectionRegistry(webSocket.limits(), InstantSource.system());
    lookUps =
        new FairLookUps(egress.resolverThreads(), egress.resolverQueue(), egress.resolverShare());
    EgressGuard guard =
        new EgressGuard(
            new AddressRules(egress.allow()), resolver, egress.route(), egress.maxAddresses());
    connector = new Connector(guard, dialer, lookUps, egress.resolverTimeout());
  }

  /**
   * Starts it.
   *
   * @param resolver finds the addresses of names
   */
  static OutboundNetwork start(
      EgressProperties egress, WebSocketProperties webSocket, Resolver resolver) {
    try {
      return new OutboundNetwork(egress, webSocket, webSocket.clientContext(), resolver);
    } catch (SSLException unavailable) {
      throw new IllegalStateException("this JVM offers no TLS for clients", unavailable);
    }
  }

  /** Where its names are looked up. */
  FairLookUps lookUps() {
    return lookUps;
  }

  /** What its transport has done so far. */
  TransportStatistics transport() {
    return dialer.statistics();
  }

  /** The loops that attend to its sockets, on the engine's threads. */
  List<? extends Executor> loops() {
    return loops.all();
  }

  /** The module by which scripts use it. */
  LuaModule module(
      Permissions permissions,
      ConnectionEvents events,
      HandshakeSecrets secrets,
      TraceHeaders traces) {
    return new WebSocketModule(
            permissions, connector, connections, settings, events, secrets, traces)
        .module();
  }

  /** The connections of all jobs. */
  ConnectionRegistry connections() {
    return connections;
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
    lookUps.close();
  }
}
