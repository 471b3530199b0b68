package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  private static final AddressRules PUBLIC_ONLY = new AddressRules(List.of());

  private static AddressRules allowing(String... blocks) {
    return new AddressRules(Arrays.stream(blocks).map(Cidr::of).toList());
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  static Stream<SpecialPurposeBlock> rows() {
    return SpecialPurposeBlock.TABLE.stream();
  }

  /** The address so many steps after the first, or the last for -1. */
  private static InetAddress inside(Cidr block, int step) {
    byte[] first = block.network().getAddress();
    int bits = first.length * 8;
    BigInteger size = BigInteger.ONE.shiftLeft(bits - block.prefixLength());
    BigInteger offset = step < 0 ? size.subtract(BigInteger.ONE) : BigInteger.valueOf(step);
    byte[] sum = new BigInteger(1, first).add(offset.mod(size)).toByteArray();
    byte[] bytes = new byte[first.length];
    int length = Math.min(sum.length, bytes.length);
    System.arraycopy(sum, sum.length - length, bytes, bytes.length - length, length);
    return Cidr.address(bytes);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void refuses_the_first_a_middle_and_the_last_address_of_each_row(SpecialPurposeBlock row) {
    for (int step : new int[] {0, 7, -1}) {
      InetAddress address = inside(row.block(), step);
      assertThat(row.block().contains(address)).isTrue();
      assertThat(PUBLIC_ONLY.refusal(address)).as("%s", address).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void names_the_most_specific_row(SpecialPurposeBlock row) {
    assertThat(SpecialPurposeBlock.holding(row.block().network()))
        .hasValueSatisfying(found ->
            assertThat(found.block().prefixLength())
                .isGreaterThanOrEqualTo(row.block().prefixLength()));
    long sameOrWider =
        SpecialPurposeBlock.TABLE.stream()
            .takeWhile(other -> !other.equals(row))
            .filter(other -> other.block().contains(row.block().network()))
            .filter(other -> other.block().prefixLength() <= row.block().prefixLength())
            .count();
    assertThat(sameOrWider).as("rows before %s that hide it", row).isZero();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void an_exception_for_a_row_allows_its_addresses(SpecialPurposeBlock row) {
    AddressRules rules = new AddressRules(List.of(row.block()));
    assertThat(rules.refusal(inside(row.block(), 0))).isEmpty();
    assertThat(rules.refusal(inside(row.block(), -1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2001:200::1",
        "2001:db7::1",
        "2001:db9::1",
        "2003::1",
        "2a00:1450:4001:800::200e",
        "3ffe::1",
        "3fff:1000::1",
        "64:ff9b::808:808",
      })
  void permits_public_addresses_up_to_the_edges(String literal) {
    assertThat(PUBLIC_ONLY.refusal(address(literal))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "64:ff9b::7f00:1, loopback",
    "64:ff9b::a00:1, private use",
    "64:ff9b::a9fe:a9fe, cloud metadata",
    "64:ff9b:1::808:808, local-use",
    "2002:7f00:1::1, 6to4",
    "2002:a9fe:a9fe::1, cloud metadata",
    "2001:0:a9fe:a9fe::1, cloud metadata",
    "2001:0:808:808:0:0:5601:5601, cloud metadata",
    "2001:0:808:808::1, Teredo",
    "::7f00:1, IPv4-compatible",
    "::808:808, IPv4-compatible",
    "::a9fe:a9fe, cloud metadata",
    "4000::1, outside 2000::/3",
    "1000::1, outside 2000::/3",
    "e000::1, outside 2000::/3",
    "::ffff:0:127.0.0.1, outside 2000::/3",
    "168.63.129.16, cloud metadata",
  })
  void sees_through_addresses_inside_addresses(String literal, String reason) {
    assertThat(PUBLIC_ONLY.refusal(address(literal)))
        .hasValueSatisfying(text -> assertThat(text).contains(reason));
  }

  @Test
  void judges_a_mapped_address_as_the_ipv4_address_that_it_is() throws Exception {
    byte[] loopback = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
    Inet6Address mapped = Inet6Address.getByAddress(null, loopback, -1);
    assertThat(mapped.getAddress()).hasSize(16);

    assertThat(PUBLIC_ONLY.refusal(mapped)).isPresent();
    assertThat(allowing("127.0.0.0/8").refusal(mapped)).isEmpty();
    assertThat(allowing("::/0").refusal(mapped)).isPresent();
  }

  @Test
  void judges_a_scoped_address_without_its_scope() throws Exception {
    InetAddress scoped = Inet6Address.getByAddress(null, address("fe80::1").getAddress(), 1);

    assertThat(PUBLIC_ONLY.refusal(scoped)).isPresent();
    assertThat(allowing("fe80::/10").refusal(scoped)).isEmpty();
  }

  static Stream<InetAddress> metadata() {
    return SpecialPurposeBlock.CLOUD_METADATA.stream();
  }

  @ParameterizedTest
  @MethodSource("metadata")
  void a_metadata_address_needs_an_exception_of_its_own(InetAddress address) {
    boolean v4 = address.getAddress().length == 4;
    String text = IpLiteral.format(address.getAddress());

    assertThat(PUBLIC_ONLY.refusal(address))
        .hasValueSatisfying(r -> assertThat(r).contains("metadata"));
    assertThat(allowing("0.0.0.0/0", "::/0").refusal(address)).isPresent();
    assertThat(allowing(block(address, v4 ? 31 : 127)).refusal(address)).isPresent();
    assertThat(allowing(text + (v4 ? "/32" : "/128")).refusal(address)).isEmpty();
  }

  private static String block(InetAddress address, int prefixLength) {
    byte[] bytes = address.getAddress();
    bytes[bytes.length - 1] &= (byte) 0xfe;
    return IpLiteral.format(bytes) + "/" + prefixLength;
  }

  @Test
  void an_exception_for_ipv4_does_not_open_the_tunnels_to_it() {
    AddressRules rules = allowing("127.0.0.0/8", "10.0.0.0/8", "169.254.169.254/32");

    assertThat(rules.refusal(address("127.0.0.1"))).isEmpty();
    assertThat(rules.refusal(address("169.254.169.254"))).isEmpty();
    assertThat(rules.refusal(address("64:ff9b::7f00:1"))).isPresent();
    assertThat(rules.refusal(address("2002:a00:1::1"))).isPresent();
    assertThat(rules.refusal(address("64:ff9b::a9fe:a9fe"))).isPresent();
    assertThat(rules.refusal(address("192.168.0.1"))).isPresent();
  }

  @Test
  void an_exception_for_a_tunnel_does_not_open_the_metadata_inside() {
    AddressRules rules = allowing("64:ff9b::/96", "2002::/16", "2001::/32", "::/96");

    assertThat(rules.refusal(address("64:ff9b::a00:1"))).isEmpty();
    assertThat(rules.refusal(address("64:ff9b::a9fe:a9fe"))).isPresent();
    assertThat(rules.refusal(address("2002:a9fe:a9fe::1"))).isPresent();
    assertThat(rules.refusal(address("2001:0:808:808:0:0:5601:5601"))).isPresent();
    assertThat(rules.refusal(address("::a9fe:a9fe"))).isPresent();
  }
}
