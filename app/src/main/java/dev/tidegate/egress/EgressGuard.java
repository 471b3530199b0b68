package dev.tidegate.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a URL's host into addresses that may be dialled. The name is resolved once, every address
 * is judged, and the caller dials none but those returned: a second look-up could give another
 * answer.
 */
public final class EgressGuard {

  /** How many addresses of a name are tried where nothing else is configured. */
  public static final int USUAL_ADDRESSES = 8;

  private final AddressRules rules;
  private final Resolver resolver;
  private final Route route;
  private final int mostAddresses;

  /** Makes a guard for direct connections. */
  public EgressGuard(AddressRules rules, Resolver resolver) {
    this(rules, resolver, Route.DIRECT, USUAL_ADDRESSES);
  }

  /**
   * Makes a guard.
   *
   * @param route how the addresses are reached
   * @param mostAddresses how many addresses of a name are tried; all are judged; at least 1
   */
  public EgressGuard(AddressRules rules, Resolver resolver, Route route, int mostAddresses) {
    if (mostAddresses < 1) {
      throw new IllegalArgumentException("no address of a name would be tried");
    }
    this.rules = rules;
    this.resolver = resolver;
    this.route = route;
    this.mostAddresses = mostAddresses;
  }

  /** Whether a target may be dialled. */
  public sealed interface Admission {

    /**
     * It may.
     *
     * @param addresses checked addresses, at least one, in the resolver's order; resolved, with the
     *     URL's host as their name
     * @param proxy what to reach them through; null for a direct connection
     */
    record Permitted(List<InetSocketAddress> addresses, @Nullable Proxy proxy)
        implements Admission {
      /** Copies the list. */
      public Permitted {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
          throw new IllegalArgumentException("no address");
        }
      }
    }

    /**
     * At least one of its addresses must not be dialled.
     *
     * @param refusal which and why, for operators; a script must not see it
     */
    record Refused(AddressRefusal refusal) implements Admission {}

    /**
     * Its name has no address, or the proxy's has none.
     *
     * @param reason what failed
     */
    record Unresolved(String reason) implements Admission {}
  }

  /**
   * Resolves and judges the host of a URL. Blocks while the resolver does: not for event loops.
   *
   * <p>One address that must not be dialled refuses the whole target: a name that mixes public and
   * private addresses is a mistake or an attack.
   */
  public Admission admit(TargetUrl url) {
    List<InetAddress> found;
    try {
      found = addresses(url.host());
    } catch (UnknownHostException e) {
      return unresolved(url.host(), e);
    }
    Set<InetSocketAddress> permitted = new LinkedHashSet<>();
    for (InetAddress address : found) {
      Optional<AddressRefusal> refusal = rules.refusal(address);
      if (refusal.isPresent()) {
        return new Admission.Refused(refusal.get());
      }
      permitted.add(new InetSocketAddress(named(url.host(), address), url.port()));
    }
    List<InetSocketAddress> tried = permitted.stream().limit(mostAddresses).toList();
    return switch (route) {
      case Route.Direct _ -> new Admission.Permitted(tried, null);
      case Route.Through through -> through(through, tried);
    };
  }

  private Admission through(Route.Through through, List<InetSocketAddress> targets) {
    ProxyServer server = through.server();
    try {
      List<InetSocketAddress> proxies =
          addresses(server.host()).stream()
              .limit(mostAddresses)
              .map(address -> new InetSocketAddress(named(server.host(), address), server.port()))
              .toList();
      return new Admission.Permitted(targets, new Proxy(proxies, through.credentials()));
    } catch (UnknownHostException e) {
      return unresolved("the proxy " + server.host(), e);
    }
  }

  private List<InetAddress> addresses(String host) throws UnknownHostException {
    byte @Nullable [] literal = literal(host);
    List<InetAddress> found =
        literal == null ? resolver.resolve(host) : List.of(Cidr.address(literal));
    if (found.isEmpty()) {
      throw new UnknownHostException("no answer");
    }
    return found;
  }

  private static Admission unresolved(String what, UnknownHostException fault) {
    return new Admission.Unresolved("no address for " + what + ": " + fault.getMessage());
  }

  private static byte @Nullable [] literal(String host) {
    return host.indexOf(':') < 0 ? IpLiteral.parse4(host) : IpLiteral.parse6(host);
  }

  /** The address with the URL's host as its name, so that nobody looks up the reverse. */
  private static InetAddress named(String host, InetAddress address) {
    try {
      return InetAddress.getByAddress(host, address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an InetAddress of neither 4 nor 16 bytes", e);
    }
  }
}
