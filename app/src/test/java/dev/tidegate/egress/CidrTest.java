package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "10.0.0.0/8", "192.0.2.1/32", "::/0", "fd00::/8", "::1/128"})
  void reads_and_writes_a_block(String text) {
    assertThat(Cidr.of(text)).hasToString(text).isEqualTo(Cidr.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, 9.255.255.255, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "192.0.2.1/32, 192.0.2.1, true",
    "192.0.2.1/32, 192.0.2.0, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 127.0.0.1, false",
    "::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "2001:10::/28, 2001:1f:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "2001:10::/28, 2001:20::, false",
  })
  void contains_by_bits(String block, String address, boolean contained) {
    assertThat(Cidr.of(block).contains(InetAddress.ofLiteral(address))).isEqualTo(contained);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0 | write 10.0.0.0/32 for this one address",
        "fd00:: | write fd00::/128 for this one address",
        "10.1.2.3/8 | write 10.0.0.0/8 for the block or 10.1.2.3/32 for the one address",
        "fd00::1/8 | write fd00::/8 for the block or fd00::1/128 for the one address",
        "10.0.0.0/33 | it is 0 to 32",
        "::/129 | it is 0 to 128",
        "10.0.0.0/ | write it like 10.0.0.0/8",
        "10.0.0.0/08 | write it like 10.0.0.0/8",
        "10.0.0.0/+8 | write it like 10.0.0.0/8",
        "10.0.0.0/-1 | write it like 10.0.0.0/8",
        "10.0.0.0/255.0.0.0 | write it like 10.0.0.0/8",
        "10.0.0.0/8/8 | write it like 10.0.0.0/8",
        "10/8 | write it like 10.0.0.0/8 or fd00::/8",
        "010.0.0.0/8 | write it like 10.0.0.0/8 or fd00::/8",
        "localhost/8 | write it like 10.0.0.0/8 or fd00::/8",
        "fe80::1%eth0/64 | write it like 10.0.0.0/8 or fd00::/8",
        "'' | write it like 10.0.0.0/8 or fd00::/8",
        "::ffff:10.0.0.0/104 | write it as IPv4, like 10.0.0.0/32",
      })
  void says_what_would_be_right(String text, String advice) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.of(text))
        .withMessageContaining(advice);
  }

  @Test
  void knows_a_single_address() {
    assertThat(Cidr.of("10.0.0.0/32").isSingle()).isTrue();
    assertThat(Cidr.of("::1/128").isSingle()).isTrue();
    assertThat(Cidr.of("10.0.0.0/31").isSingle()).isFalse();
  }
}
