package dev.tidegate.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which addresses may be dialled: public ones, and the operator's exceptions. Judged by bits, since
 * the JDK's {@code isSiteLocalAddress} and its like know only a few of the special blocks.
 *
 * <p>An address with an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo, ISATAP) is
 * judged by both, for packets to it may end at the one inside.
 */
public final class AddressRules {

  private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");
  private static final Cidr COMPATIBLE = Cidr.of("::/96");
  private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");
  private static final Cidr LOCAL_NAT64 = Cidr.of("64:ff9b:1::/48");
  private static final Cidr SIX_TO_FOUR = Cidr.of("2002::/16");
  private static final Cidr TEREDO = Cidr.of("2001::/32");

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

  /** Why the address must not be dialled; empty if it may. */
  public Optional<AddressRefusal> refusal(InetAddress address) {
    InetAddress judged = unmapped(address);
    if (exceptions.stream().anyMatch(e -> e.isSingle() && e.contains(judged))) {
      return Optional.empty();
    }
    List<InetAddress> embedded = embedded4(judged);
    Optional<SpecialPurposeBlock> metadata = first(judged, embedded, SpecialPurposeBlock::metadata);
    if (metadata.isPresent()) {
      return metadata.map(row -> refusal(judged, AddressRefusal.Kind.METADATA, row.toString()));
    }
    if (exceptions.stream().anyMatch(e -> e.contains(judged))) {
      return Optional.empty();
    }
    return first(judged, embedded, AddressRules::special)
        .map(rule -> refusal(judged, AddressRefusal.Kind.SPECIAL, rule));
  }

  private static AddressRefusal refusal(
      InetAddress address, AddressRefusal.Kind kind, String rule) {
    return new AddressRefusal(address, kind, rule);
  }

  private static <T> Optional<T> first(
      InetAddress address,
      List<InetAddress> embedded,
      Function<InetAddress, Optional<T>> judgement) {
    return Stream.concat(Stream.of(address), embedded.stream())
        .flatMap(each -> judgement.apply(each).stream())
        .findFirst();
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
        ? inner(bytes, 0, 12, 13, 14, 15)
        : Cidr.address(bytes);
  }

  private static List<InetAddress> embedded4(InetAddress address) {
    byte[] bytes = address.getAddress();
    List<InetAddress> inner = new ArrayList<>();
    if (COMPATIBLE.contains(address) || NAT64.contains(address)) {
      inner.add(inner(bytes, 0, 12, 13, 14, 15));
    }
    if (LOCAL_NAT64.contains(address)) {
      // RFC 6052 2.2: where it lies depends on the prefix length that a network has chosen.
      inner.add(inner(bytes, 0, 6, 7, 9, 10)); // 48
      inner.add(inner(bytes, 0, 7, 9, 10, 11)); // 56
      inner.add(inner(bytes, 0, 9, 10, 11, 12)); // 64
      inner.add(inner(bytes, 0, 12, 13, 14, 15)); // 96
    }
    if (SIX_TO_FOUR.contains(address)) {
      inner.add(inner(bytes, 0, 2, 3, 4, 5));
    }
    if (TEREDO.contains(address)) {
      inner.add(inner(bytes, 0, 4, 5, 6, 7)); // the server
      inner.add(inner(bytes, 0xff, 12, 13, 14, 15)); // the client, its bits inverted
    }
    if (isIsatap(bytes)) {
      inner.add(inner(bytes, 0, 12, 13, 14, 15));
    }
    return inner;
  }

  /** RFC 5214 6.1: below any prefix, an interface called 0:5efe or, for public ones, 200:5efe. */
  private static boolean isIsatap(byte[] bytes) {
    return bytes.length == 16
        && (bytes[8] & 0xfc) == 0
        && bytes[9] == 0
        && bytes[10] == 0x5e
        && bytes[11] == (byte) 0xfe;
  }

  private static InetAddress inner(byte[] bytes, int mask, int... positions) {
    byte[] quad = new byte[positions.length];
    for (int i = 0; i < quad.length; i++) {
      quad[i] = (byte) (bytes[positions[i]] ^ mask);
    }
    return Cidr.address(quad);
  }
}
