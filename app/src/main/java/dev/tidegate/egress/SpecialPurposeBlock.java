package dev.tidegate.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses that no job may reach without the operator's word.
 *
 * @param block its addresses
 * @param use what the block is for
 */
record SpecialPurposeBlock(Cidr block, String use) {

  /**
   * The rows of the IANA special-purpose address registries for IPv4 and IPv6, and multicast. Rows
   * that the registries call globally reachable are here too: they serve anycast helpers of the
   * network, never a WebSocket peer. The one exception is NAT64 (64:ff9b::/96), by which an
   * IPv6-only node reaches every IPv4 peer: {@link AddressRules} judges the address inside.
   *
   * <p>Of two rows that hold an address the more specific one comes first.
   */
  static final List<SpecialPurposeBlock> TABLE =
      List.of(
          row("0.0.0.0/32", "this host on this network, RFC 1122"),
          row("0.0.0.0/8", "this network, RFC 791"),
          row("10.0.0.0/8", "private use, RFC 1918"),
          row("100.64.0.0/10", "shared address space, RFC 6598"),
          row("127.0.0.0/8", "loopback, RFC 1122"),
          row("169.254.0.0/16", "link local, RFC 3927"),
          row("172.16.0.0/12", "private use, RFC 1918"),
          row("192.0.0.0/29", "IPv4 service continuity prefix, RFC 7335"),
          row("192.0.0.8/32", "IPv4 dummy address, RFC 7600"),
          row("192.0.0.9/32", "port control protocol anycast, RFC 7723"),
          row("192.0.0.10/32", "traversal using relays anycast, RFC 8155"),
          row("192.0.0.170/32", "NAT64/DNS64 discovery, RFC 8880"),
          row("192.0.0.171/32", "NAT64/DNS64 discovery, RFC 8880"),
          row("192.0.0.0/24", "IETF protocol assignments, RFC 6890"),
          row("192.0.2.0/24", "documentation (TEST-NET-1), RFC 5737"),
          row("192.31.196.0/24", "AS112-v4, RFC 7535"),
          row("192.52.193.0/24", "automatic multicast tunneling, RFC 7450"),
          row("192.88.99.2/32", "6a44 relay anycast, RFC 6751"),
          row("192.88.99.0/24", "deprecated 6to4 relay anycast, RFC 7526"),
          row("192.168.0.0/16", "private use, RFC 1918"),
          row("192.175.48.0/24", "direct delegation AS112 service, RFC 7534"),
          row("198.18.0.0/15", "benchmarking, RFC 2544"),
          row("198.51.100.0/24", "documentation (TEST-NET-2), RFC 5737"),
          row("203.0.113.0/24", "documentation (TEST-NET-3), RFC 5737"),
          row("224.0.0.0/4", "multicast, RFC 5771"),
          row("255.255.255.255/32", "limited broadcast, RFC 8190"),
          row("240.0.0.0/4", "reserved, RFC 1112"),
          row("::1/128", "loopback, RFC 4291"),
          row("::/128", "unspecified, RFC 4291"),
          row("::/96", "deprecated IPv4-compatible, RFC 4291"),
          row("64:ff9b:1::/48", "local-use IPv4/IPv6 translation, RFC 8215"),
          row("100::/64", "discard only, RFC 6666"),
          row("100:0:0:1::/64", "dummy prefix, RFC 9780"),
          row("2001::/32", "Teredo, RFC 4380"),
          row("2001:1::1/128", "port control protocol anycast, RFC 7723"),
          row("2001:1::2/128", "traversal using relays anycast, RFC 8155"),
          row("2001:1::3/128", "service registration anycast, RFC 9665"),
          row("2001:2::/48", "benchmarking, RFC 5180"),
          row("2001:3::/32", "automatic multicast tunneling, RFC 7450"),
          row("2001:4:112::/48", "AS112-v6, RFC 7535"),
          row("2001:10::/28", "deprecated ORCHID, RFC 4843"),
          row("2001:20::/28", "ORCHIDv2, RFC 7343"),
          row("2001:30::/28", "drone remote identification, RFC 9374"),
          row("2001::/23", "IETF protocol assignments, RFC 2928"),
          row("2001:db8::/32", "documentation, RFC 3849"),
          row("2002::/16", "6to4, RFC 3056"),
          row("2620:4f:8000::/48", "direct delegation AS112 service, RFC 7534"),
          row("3fff::/20", "documentation, RFC 9637"),
          row("5f00::/16", "segment routing identifiers, RFC 9602"),
          row("fc00::/7", "unique local, RFC 4193"),
          row("fe80::/10", "link local, RFC 4291"),
          row("fec0::/10", "deprecated site local, RFC 3879"),
          row("ff00::/8", "multicast, RFC 4291"));

  /**
   * Where clouds serve credentials and machine settings to whoever asks from inside, each a single
   * address. Some lie in public blocks, and no exception for a whole block covers any of them.
   */
  static final List<SpecialPurposeBlock> CLOUD_METADATA =
      List.of(
          row("169.254.169.254/32", "AWS, Google Cloud, Azure, Oracle, OpenStack and many others"),
          row("169.254.170.2/32", "AWS ECS task credentials"),
          row("169.254.170.23/32", "AWS EKS pod identity"),
          row("169.254.0.23/32", "Tencent Cloud"),
          row("169.254.10.10/32", "Tencent Cloud"),
          row("169.254.42.42/32", "Scaleway"),
          row("168.63.129.16/32", "Azure platform channel"),
          row("100.100.100.200/32", "Alibaba Cloud"),
          row("192.0.0.192/32", "Oracle Cloud classic"),
          row("fd00:ec2::254/128", "AWS"),
          row("fd00:ec2::23/128", "AWS EKS pod identity"),
          row("fd20:ce::254/128", "Google Cloud"),
          row("fd00:c1::a9fe:a9fe/128", "Oracle Cloud"),
          row("fd00:a9fe:a9fe::1/128", "Akamai"),
          row("fd00:42::42/128", "Scaleway"),
          row("fd00:100::100:200/128", "Alibaba Cloud"),
          row("fe80::a9fe:a9fe/128", "OpenStack, Akamai"));

  /** The row that holds the address, the most specific one if several do. */
  static Optional<SpecialPurposeBlock> holding(InetAddress address) {
    return first(TABLE, address);
  }

  /** The row of {@link #CLOUD_METADATA} that is the address. */
  static Optional<SpecialPurposeBlock> metadata(InetAddress address) {
    return first(CLOUD_METADATA, address);
  }

  private static Optional<SpecialPurposeBlock> first(
      List<SpecialPurposeBlock> rows, InetAddress address) {
    return rows.stream().filter(row -> row.block().contains(address)).findFirst();
  }

  private static SpecialPurposeBlock row(String block, String use) {
    return new SpecialPurposeBlock(Cidr.of(block), use);
  }

  @Override
  public String toString() {
    return block + " (" + use + ")";
  }
}
