package dev.tidegate.egress;

import java.net.InetAddress;

/**
 * Why an address must not be dialled. For operators: a script that reads it could map a private
 * network.
 *
 * @param address the address, IPv4-mapped ones as IPv4
 * @param kind what kind of address it is
 * @param rule the block that refuses it and its use, such as {@code 10.0.0.0/8 (private use, RFC
 *     1918)}
 */
public record AddressRefusal(InetAddress address, Kind kind, String rule) {

  /** What kind of address is refused. */
  public enum Kind {
    /** Not a public address. */
    SPECIAL,
    /** A cloud serves credentials or machine settings there. */
    METADATA
  }

  /** Which address, and what is wrong with it. */
  @Override
  public String toString() {
    String text = IpLiteral.format(address.getAddress());
    return switch (kind) {
      case SPECIAL -> text + " is not public: " + rule;
      case METADATA -> text + " is a cloud metadata address: " + rule;
    };
  }
}
