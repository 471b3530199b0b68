package dev.tidegate.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param network the block's first address
 * @param prefixLength bits that its addresses share: 0 to 32, or 0 to 128 for IPv6
 */
public record Cidr(InetAddress network, int prefixLength) {

  /** Refuses a prefix out of range and a network with bits set after it. */
  public Cidr {
    byte[] bytes = network.getAddress();
    if (prefixLength < 0 || prefixLength > bytes.length * 8) {
      throw new IllegalArgumentException(
          "prefix length out of range: %d, for %s it is 0 to %d"
              .formatted(prefixLength, IpLiteral.format(bytes), bytes.length * 8));
    }
    byte[] masked = masked(bytes, prefixLength);
    if (!Arrays.equals(bytes, masked)) {
      throw new IllegalArgumentException(
          "%s/%d has bits set after its prefix; write %s/%d for the block or %s/%d for the one address"
              .formatted(
                  IpLiteral.format(bytes),
                  prefixLength,
                  IpLiteral.format(masked),
                  prefixLength,
                  IpLiteral.format(bytes),
                  bytes.length * 8));
    }
  }

  /**
   * Reads a block from its text.
   *
   * @throws IllegalArgumentException if it is none; the message says what would be right
   */
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    byte[] bytes = literal(slash < 0 ? text : text.substring(0, slash), text);
    if (slash < 0) {
      throw new IllegalArgumentException(
          "\"%s\" has no prefix length; write %s/%d for this one address"
              .formatted(text, IpLiteral.format(bytes), bytes.length * 8));
    }
    return new Cidr(address(bytes), prefixLength(text.substring(slash + 1), text));
  }

  private static byte[] literal(String address, String text) {
    byte @Nullable [] bytes =
        address.indexOf(':') < 0 ? IpLiteral.parse4(address) : IpLiteral.parse6(address);
    if (bytes == null) {
      throw new IllegalArgumentException(
          "\"%s\" is no address block; write it like 10.0.0.0/8 or fd00::/8".formatted(text));
    }
    if (bytes.length == 16 && IpLiteral.isMapped4(bytes)) {
      throw new IllegalArgumentException(
          "\"%s\" is an IPv4 block inside IPv6; write it as IPv4, like %s/32"
              .formatted(text, IpLiteral.format(Arrays.copyOfRange(bytes, 12, 16))));
    }
    return bytes;
  }

  private static int prefixLength(String digits, String text) {
    boolean decimal = digits.matches("0|[1-9][0-9]{0,2}");
    if (!decimal) {
      throw new IllegalArgumentException(
          "\"%s\" has no decimal prefix length after the slash; write it like 10.0.0.0/8"
              .formatted(text));
    }
    return Integer.parseInt(digits);
  }

  /** Whether the address lies in the block; never for an address of the other family. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] own = network.getAddress();
    return bytes.length == own.length && Arrays.equals(masked(bytes, prefixLength), own);
  }

  /** Whether the block is one single address. */
  public boolean isSingle() {
    return prefixLength == network.getAddress().length * 8;
  }

  private static byte[] masked(byte[] bytes, int prefixLength) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(prefixLength - 8L * i, 0, 8);
      masked[i] &= (byte) (0xff00 >> kept);
    }
    return masked;
  }

  /** The address of four or sixteen bytes. */
  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
    }
  }

  /** The block's text, which {@link #of} reads. */
  @Override
  public String toString() {
    return IpLiteral.format(network.getAddress()) + "/" + prefixLength;
  }
}
