package dev.tidegate.cli;

import dev.tidegate.egress.Cidr;
import dev.tidegate.egress.Resolver;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.fiber.Poller;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.security.Permissions;
import dev.tidegate.variable.Variables;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.HandshakeSecrets;
import dev.tidegate.websocket.TraceHeaders;
import java.net.URI;
import java.util.List;

/** What scripts need to talk to the echo server, both wired as on one's own machine. */
public final class LocalNetwork implements AutoCloseable {

  private final EchoPeer peer = EchoPeer.listen("127.0.0.1", 0, null);
  private final OutboundNetwork network =
      OutboundNetwork.start(
          ShippedProperties.of(EgressProperties.class).allowing(List.of(Cidr.of("127.0.0.0/8"))),
          ShippedProperties.of(WebSocketProperties.class),
          Resolver.system());

  /** Where the echo server listens. */
  public URI peer() {
    return peer.uri();
  }

  /** The module, under the policies of the profile {@code dev}. */
  public LuaModule module() {
    return network.module(
        new Permissions(AccessControl.of(ShippedPolicies.load(ShippedPolicies.DEV))),
        ConnectionEvents.NONE,
        new HandshakeSecrets(Variables.NONE, HandshakeSecrets.Plaintext.LOOPBACK),
        TraceHeaders.NONE);
  }

  /** What the workers of the scripts' engine must attend to. */
  public Poller.Factory pollers() {
    return network.pollers();
  }

  @Override
  public void close() {
    network.close();
    peer.close();
  }
}
