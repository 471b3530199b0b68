package dev.tidegate.egress;

import org.jspecify.annotations.Nullable;

/** How checked addresses are reached. */
public sealed interface Route {

  /** The only one without configuration. */
  Route DIRECT = new Direct();

  /** One after the other, from this machine. */
  record Direct() implements Route {}

  /**
   * Through a proxy, which is asked for a checked address and never for a name.
   *
   * @param server where it is
   * @param credentials null where it asks for none
   */
  record Through(ProxyServer server, Proxy.@Nullable Credentials credentials) implements Route {}
}
