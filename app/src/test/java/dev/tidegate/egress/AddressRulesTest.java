package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  /**
   * The registries as they were read for this test, apart from the table: block | first | last |
   * before it | what refuses that | after it | what refuses that.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          0.0.0.0/32 | 0.0.0.0 | 0.0.0.0 | none | none | 0.0.0.1 | 0.0.0.0/8
          0.0.0.0/8 | 0.0.0.0 | 0.255.255.255 | none | none | 1.0.0.0 | public
          10.0.0.0/8 | 10.0.0.0 | 10.255.255.255 | 9.255.255.255 | public | 11.0.0.0 | public
          100.64.0.0/10 | 100.64.0.0 | 100.127.255.255 | 100.63.255.255 | public | 100.128.0.0 | public
          127.0.0.0/8 | 127.0.0.0 | 127.255.255.255 | 126.255.255.255 | public | 128.0.0.0 | public
          169.254.0.0/16 | 169.254.0.0 | 169.254.255.255 | 169.253.255.255 | public | 169.255.0.0 | public
          172.16.0.0/12 | 172.16.0.0 | 172.31.255.255 | 172.15.255.255 | public | 172.32.0.0 | public
          192.0.0.0/29 | 192.0.0.0 | 192.0.0.7 | 191.255.255.255 | public | 192.0.0.8 | 192.0.0.8/32
          192.0.0.8/32 | 192.0.0.8 | 192.0.0.8 | 192.0.0.7 | 192.0.0.0/29 | 192.0.0.9 | 192.0.0.9/32
          192.0.0.9/32 | 192.0.0.9 | 192.0.0.9 | 192.0.0.8 | 192.0.0.8/32 | 192.0.0.10 | 192.0.0.10/32
          192.0.0.10/32 | 192.0.0.10 | 192.0.0.10 | 192.0.0.9 | 192.0.0.9/32 | 192.0.0.11 | 192.0.0.0/24
          192.0.0.170/32 | 192.0.0.170 | 192.0.0.170 | 192.0.0.169 | 192.0.0.0/24 | 192.0.0.171 | 192.0.0.171/32
          192.0.0.171/32 | 192.0.0.171 | 192.0.0.171 | 192.0.0.170 | 192.0.0.170/32 | 192.0.0.172 | 192.0.0.0/24
          192.0.0.0/24 | 192.0.0.0 | 192.0.0.255 | 191.255.255.255 | public | 192.0.1.0 | public
          192.0.2.0/24 | 192.0.2.0 | 192.0.2.255 | 192.0.1.255 | public | 192.0.3.0 | public
          192.31.196.0/24 | 192.31.196.0 | 192.31.196.255 | 192.31.195.255 | public | 192.31.197.0 | public
          192.52.193.0/24 | 192.52.193.0 | 192.52.193.255 | 192.52.192.255 | public | 192.52.194.0 | public
          192.88.99.2/32 | 192.88.99.2 | 192.88.99.2 | 192.88.99.1 | 192.88.99.0/24 | 192.88.99.3 | 192.88.99.0/24
          192.88.99.0/24 | 192.88.99.0 | 192.88.99.255 | 192.88.98.255 | public | 192.88.100.0 | public
          192.168.0.0/16 | 192.168.0.0 | 192.168.255.255 | 192.167.255.255 | public | 192.169.0.0 | public
          192.175.48.0/24 | 192.175.48.0 | 192.175.48.255 | 192.175.47.255 | public | 192.175.49.0 | public
          198.18.0.0/15 | 198.18.0.0 | 198.19.255.255 | 198.17.255.255 | public | 198.20.0.0 | public
          198.51.100.0/24 | 198.51.100.0 | 198.51.100.255 | 198.51.99.255 | public | 198.51.101.0 | public
          203.0.113.0/24 | 203.0.113.0 | 203.0.113.255 | 203.0.112.255 | public | 203.0.114.0 | public
          224.0.0.0/4 | 224.0.0.0 | 239.255.255.255 | 223.255.255.255 | public | 240.0.0.0 | 240.0.0.0/4
          255.255.255.255/32 | 255.255.255.255 | 255.255.255.255 | 255.255.255.254 | 240.0.0.0/4 | none | none
          240.0.0.0/4 | 240.0.0.0 | 255.255.255.255 | 239.255.255.255 | 224.0.0.0/4 | none | none
          ::1/128 | ::1 | ::1 | :: | ::/128 | ::2 | ::/96
          ::/128 | :: | :: | none | none | ::1 | ::1/128
          ::/96 | :: | ::ffff:ffff | none | none | ::1:0:0 | 2000::/3
          64:ff9b:1::/48 | 64:ff9b:1:: | 64:ff9b:1:ffff:ffff:ffff:ffff:ffff | 64:ff9b:0:ffff:ffff:ffff:ffff:ffff | 2000::/3 | 64:ff9b:2:: | 2000::/3
          100::/64 | 100:: | 100::ffff:ffff:ffff:ffff | ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 2000::/3 | 100:0:0:1:: | 100:0:0:1::/64
          100:0:0:1::/64 | 100:0:0:1:: | 100::1:ffff:ffff:ffff:ffff | 100::ffff:ffff:ffff:ffff | 100::/64 | 100:0:0:2:: | 2000::/3
          2001::/32 | 2001:: | 2001:0:ffff:ffff:ffff:ffff:ffff:ffff | 2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff | public | 2001:1:: | 2001::/23
          2001:1::1/128 | 2001:1::1 | 2001:1::1 | 2001:1:: | 2001::/23 | 2001:1::2 | 2001:1::2/128
          2001:1::2/128 | 2001:1::2 | 2001:1::2 | 2001:1::1 | 2001:1::1/128 | 2001:1::3 | 2001:1::3/128
          2001:1::3/128 | 2001:1::3 | 2001:1::3 | 2001:1::2 | 2001:1::2/128 | 2001:1::4 | 2001::/23
          2001:2::/48 | 2001:2:: | 2001:2:0:ffff:ffff:ffff:ffff:ffff | 2001:1:ffff:ffff:ffff:ffff:ffff:ffff | 2001::/23 | 2001:2:1:: | 2001::/23
          2001:3::/32 | 2001:3:: | 2001:3:ffff:ffff:ffff:ffff:ffff:ffff | 2001:2:ffff:ffff:ffff:ffff:ffff:ffff | 2001::/23 | 2001:4:: | 2001::/23
          2001:4:112::/48 | 2001:4:112:: | 2001:4:112:ffff:ffff:ffff:ffff:ffff | 2001:4:111:ffff:ffff:ffff:ffff:ffff | 2001::/23 | 2001:4:113:: | 2001::/23
          2001:10::/28 | 2001:10:: | 2001:1f:ffff:ffff:ffff:ffff:ffff:ffff | 2001:f:ffff:ffff:ffff:ffff:ffff:ffff | 2001::/23 | 2001:20:: | 2001:20::/28
          2001:20::/28 | 2001:20:: | 2001:2f:ffff:ffff:ffff:ffff:ffff:ffff | 2001:1f:ffff:ffff:ffff:ffff:ffff:ffff | 2001:10::/28 | 2001:30:: | 2001:30::/28
          2001:30::/28 | 2001:30:: | 2001:3f:ffff:ffff:ffff:ffff:ffff:ffff | 2001:2f:ffff:ffff:ffff:ffff:ffff:ffff | 2001:20::/28 | 2001:40:: | 2001::/23
          2001::/23 | 2001:: | 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff | 2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff | public | 2001:200:: | public
          2001:db8::/32 | 2001:db8:: | 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff | 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff | public | 2001:db9:: | public
          2002::/16 | 2002:: | 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff | public | 2003:: | public
          2620:4f:8000::/48 | 2620:4f:8000:: | 2620:4f:8000:ffff:ffff:ffff:ffff:ffff | 2620:4f:7fff:ffff:ffff:ffff:ffff:ffff | public | 2620:4f:8001:: | public
          3fff::/20 | 3fff:: | 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff | 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff | public | 3fff:1000:: | public
          5f00::/16 | 5f00:: | 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 2000::/3 | 5f01:: | 2000::/3
          fc00::/7 | fc00:: | fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 2000::/3 | fe00:: | 2000::/3
          fe80::/10 | fe80:: | febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff | fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 2000::/3 | fec0:: | fec0::/10
          fec0::/10 | fec0:: | feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff | fe80::/10 | ff00:: | ff00::/8
          ff00::/8 | ff00:: | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | fec0::/10 | none | none
          """)
  void a_row_begins_and_ends_where_the_registry_says(
      String block,
      String first,
      String last,
      @Nullable String before,
      @Nullable String refusesBefore,
      @Nullable String after,
      @Nullable String refusesAfter) {
    assertThat(SpecialPurposeBlock.TABLE).extracting(row -> row.block().toString()).contains(block);
    assertThat(verdict(first)).isNotEqualTo("public");
    assertThat(verdict(last)).isNotEqualTo("public");
    Cidr cidr = Cidr.of(block);
    assertThat(cidr.contains(address(first))).isTrue();
    assertThat(cidr.contains(address(last))).isTrue();
    if (before != null) {
      assertThat(cidr.contains(address(before))).isFalse();
      assertThat(verdict(before)).isEqualTo(refusesBefore);
    }
    if (after != null) {
      assertThat(cidr.contains(address(after))).isFalse();
      assertThat(verdict(after)).isEqualTo(refusesAfter);
    }
  }

  @Test
  void the_table_has_no_row_besides_those() throws Exception {
    CsvSource source =
        Arrays.stream(AddressRulesTest.class.getDeclaredMethods())
            .filter(m -> m.getName().equals("a_row_begins_and_ends_where_the_registry_says"))
            .findFirst()
            .orElseThrow()
            .getAnnotation(CsvSource.class);
    List<String> listed =
        source.textBlock().lines().map(line -> line.substring(0, line.indexOf(' '))).toList();

    assertThat(SpecialPurposeBlock.TABLE.stream().map(row -> row.block().toString()))
        .containsExactlyElementsOf(listed);
  }

  /** The block that refuses an address, without what it is for; "public" if none does. */
  private static String verdict(String literal) {
    return PUBLIC_ONLY
        .refusal(address(literal))
        .map(refusal -> refusal.rule().replaceFirst("^outside ", "").replaceFirst(" .*", ""))
        .orElse("public");
  }

  static Stream<SpecialPurposeBlock> rows() {
    return SpecialPurposeBlock.TABLE.stream();
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
  void an_exception_for_a_row_allows_its_first_address(SpecialPurposeBlock row) {
    AddressRules rules = new AddressRules(List.of(row.block()));
    assertThat(rules.refusal(row.block().network())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "2606:4700::1111",
        "2001:200::1",
        "2a00:1450:4001:800::200e",
        "64:ff9b::808:808",
        "2606:4700::5efe:808:808",
        "2606:4700::5eff:a00:1",
      })
  void permits_public_addresses(String literal) {
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
    "2606:4700::5efe:7f00:1, loopback",
    "2606:4700::200:5efe:a00:1, private use",
    "2606:4700::5efe:a9fe:a9fe, cloud metadata",
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
        .hasValueSatisfying(refusal -> assertThat(refusal.toString()).contains(reason));
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

  static Stream<SpecialPurposeBlock> metadata() {
    return SpecialPurposeBlock.CLOUD_METADATA.stream();
  }

  @ParameterizedTest
  @MethodSource("metadata")
  void a_metadata_address_needs_an_exception_of_its_own(SpecialPurposeBlock row) {
    InetAddress address = row.block().network();
    boolean v4 = address.getAddress().length == 4;

    assertThat(row.block().isSingle()).isTrue();
    assertThat(PUBLIC_ONLY.refusal(address))
        .hasValue(new AddressRefusal(address, AddressRefusal.Kind.METADATA, row.toString()));
    assertThat(allowing("0.0.0.0/0", "::/0").refusal(address)).isPresent();
    assertThat(allowing(block(address, v4 ? 31 : 127)).refusal(address)).isPresent();
    assertThat(new AddressRules(List.of(row.block())).refusal(address)).isEmpty();
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
    AddressRules rules =
        allowing("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fd00::/8");

    assertThat(rules.refusal(address("64:ff9b::a00:1"))).isEmpty();
    assertThat(rules.refusal(address("64:ff9b::a9fe:a9fe"))).isPresent();
    assertThat(rules.refusal(address("2002:a9fe:a9fe::1"))).isPresent();
    assertThat(rules.refusal(address("2001:0:808:808:0:0:5601:5601"))).isPresent();
    assertThat(rules.refusal(address("::a9fe:a9fe"))).isPresent();
    assertThat(rules.refusal(address("64:ff9b:1:a9fe:a9:fe00::"))).isPresent(); // 48
    assertThat(rules.refusal(address("64:ff9b:1:ffa9:fe:a9fe::"))).isPresent(); // 56
    assertThat(rules.refusal(address("64:ff9b:1:ffff:a9:fea9:fe00:0"))).isPresent(); // 64
    assertThat(rules.refusal(address("64:ff9b:1::a9fe:a9fe"))).isPresent(); // 96
    assertThat(rules.refusal(address("64:ff9b:1::a00:1"))).isEmpty();
    assertThat(rules.refusal(address("fd12::5efe:a9fe:a9fe"))).isPresent();
    assertThat(rules.refusal(address("fd12::5efe:a00:1"))).isEmpty();
  }
}
