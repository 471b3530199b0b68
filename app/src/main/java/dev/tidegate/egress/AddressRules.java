package dev.tidegate.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses may be dialled: public ones, and the operator's exceptions. Judged by bits, since
 * the JDK's {@code isSiteLocalAddress} and its like know only a few of the special blocks.
 *
 * <p>An address with an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo) is judged by
 * both, for packets to it may end at the one inside.
 */
public final class AddressRules {

  private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");
  private static final Cidr COMPATIBLE = Cidr.of("::/96");
  private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");
  private static final Cidr LOCAL_NAT64 = Cidr.of("64:ff9b:1::/48");
  private static final Cidr SIX_TO_FOUR = Cidr.of("2002::/16");
  private static final Cidr TEREDO = Cidr.of("2001::/32");

  private static final Set<InetAddress> METADATA = Set.copyOf(SpecialPurposeBlock.CLOUD_METADATA);

  private final List<Cidr> exceptions;

  /**
   * Makes rules.
   *
   * @param exceptions blocks allowed besides public addresses. None covers a cloud's metadata
   *     address unless it is that single address, as /32 or /128.
   */
  public AddressRules(List<Cidr> exceptions) {
    this.exceptions = List.copyOf(exceptions);
  }

  /**
   * Why the address must not be dialled; empty if it may. The text is for operators: a script that
   * reads it could map a private network.
   */
  public Optional<String> refusal(InetAddress address) {
    InetAddress judged = unmapped(address);
    if (exceptions.stream().anyMatch(e -> e.isSingle() && e.contains(judged))) {
      return Optional.empty();
    }
    List<InetAddress> embedded = embedded4(judged);
    if (METADATA.contains(judged) || embedded.stream().anyMatch(METADATA::contains)) {
      return Optional.of(text(judged) + " is a cloud metadata address");
    }
    if (exceptions.stream().anyMatch(e -> e.contains(judged))) {
      return Optional.empty();
    }
    return special(judged)
        .or(() -> embedded.stream().flatMap(inner -> special(inner).stream()).findFirst())
        .map(block -> text(judged) + " is not public: " + block);
  }

  private static Optional<String> special(InetAddress address) {
    Optional<String> listed =
        SpecialPurposeBlock.holding(address).map(SpecialPurposeBlock::toString);
    boolean unicast =
        address.getAddress().length == 4
            || GLOBAL_UNICAST.contains(address)
            || NAT64.contains(address);
    return unicast ? listed : listed.or(() -> Optional.of("outside " + GLOBAL_UNICAST));
  }

  /**
   * The IPv4 address of an IPv4-mapped one. The JDK unmaps when it parses, but not what a resolver
   * builds with {@code Inet6Address.getByAddress}.
   */
  private static InetAddress unmapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && IpLiteral.isMapped4(bytes)
        ? inner(bytes, 12, 0)
        : Cidr.address(bytes);
  }

  private static List<InetAddress> embedded4(InetAddress address) {
    byte[] bytes = address.getAddress();
    List<InetAddress> inner = new ArrayList<>();
    if (COMPATIBLE.contains(address) || NAT64.contains(address) || LOCAL_NAT64.contains(address)) {
      inner.add(inner(bytes, 12, 0));
    }
    if (SIX_TO_FOUR.contains(address)) {
      inner.add(inner(bytes, 2, 0));
    }
    if (TEREDO.contains(address)) {
      inner.add(inner(bytes, 4, 0)); // the server
      inner.add(inner(bytes, 12, 0xff)); // the client, its bits inverted
    }
    return inner;
  }

  private static InetAddress inner(byte[] bytes, int from, int mask) {
    byte[] quad = Arrays.copyOfRange(bytes, from, from + 4);
    for (int i = 0; i < quad.length; i++) {
      quad[i] ^= (byte) mask;
    }
    return Cidr.address(quad);
  }

  private static String text(InetAddress address) {
    return IpLiteral.format(address.getAddress());
  }
}
