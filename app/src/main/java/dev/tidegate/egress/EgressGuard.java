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
 * is judged, and the caller dials exactly one of those returned: a second look-up could give
 * another answer.
 */
public final class EgressGuard {

  private final AddressRules rules;
  private final Resolver resolver;

  /** Makes a guard. */
  public EgressGuard(AddressRules rules, Resolver resolver) {
    this.rules = rules;
    this.resolver = resolver;
  }

  /** Whether a target may be dialled. */
  public sealed interface Admission {

    /**
     * It may.
     *
     * @param addresses checked addresses, at least one, in the resolver's order; resolved, with the
     *     URL's host as their name
     */
    record Permitted(List<InetSocketAddress> addresses) implements Admission {
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
     * Its name has no address.
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
    byte @Nullable [] literal = literal(url.host());
    try {
      found = literal == null ? resolver.resolve(url.host()) : List.of(Cidr.address(literal));
    } catch (UnknownHostException e) {
      return new Admission.Unresolved("no address for " + url.host() + ": " + e.getMessage());
    }
    if (found.isEmpty()) {
      return new Admission.Unresolved("no address for " + url.host());
    }
    Set<InetSocketAddress> permitted = new LinkedHashSet<>();
    for (InetAddress address : found) {
      Optional<AddressRefusal> refusal = rules.refusal(address);
      if (refusal.isPresent()) {
        return new Admission.Refused(refusal.get());
      }
      permitted.add(new InetSocketAddress(named(url.host(), address), url.port()));
    }
    return new Admission.Permitted(List.copyOf(permitted));
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
