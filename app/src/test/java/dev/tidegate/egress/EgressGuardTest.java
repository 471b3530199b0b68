package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.EgressGuard.Admission;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EgressGuardTest {

  private final List<String> asked = new ArrayList<>();

  private EgressGuard guard(List<String> exceptions, String... answers) {
    return new EgressGuard(
        new AddressRules(exceptions.stream().map(Cidr::of).toList()),
        name -> {
          asked.add(name);
          return Arrays.stream(answers).map(InetAddress::ofLiteral).toList();
        });
  }

  private static TargetUrl url(String text) {
    return switch (TargetUrl.parse(text)) {
      case TargetUrl.Parse.Parsed(TargetUrl url) -> url;
      case TargetUrl.Parse.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  private static List<InetSocketAddress> permitted(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Permitted.class);
    return ((Admission.Permitted) admission).addresses();
  }

  @Test
  void gives_all_addresses_of_a_public_name_in_order_and_asks_once() {
    EgressGuard guard = guard(List.of(), "2606:4700::1111", "1.1.1.1", "1.1.1.1");

    List<InetSocketAddress> addresses = permitted(guard.admit(url("wss://example.com/")));

    assertThat(asked).containsExactly("example.com");
    assertThat(addresses)
        .extracting(address -> address.getAddress().getHostAddress())
        .containsExactly("2606:4700:0:0:0:0:0:1111", "1.1.1.1");
    assertThat(addresses)
        .allSatisfy(address -> {
          assertThat(address.getPort()).isEqualTo(443);
          assertThat(address.isUnresolved()).isFalse();
          assertThat(address.getHostString()).isEqualTo("example.com");
        });
  }

  @Test
  void one_private_address_among_public_ones_refuses_the_target() {
    assertThat(guard(List.of(), "1.1.1.1", "10.0.0.7").admit(url("wss://example.com/")))
        .isEqualTo(
            new Admission.Refused(
                new AddressRefusal(
                    InetAddress.ofLiteral("10.0.0.7"),
                    AddressRefusal.Kind.SPECIAL,
                    "10.0.0.0/8 (private use, RFC 1918)")));
  }

  @Test
  void an_address_in_the_url_is_judged_without_asking_anyone() {
    EgressGuard guard = guard(List.of("127.0.0.0/8", "::1/128"));

    assertThat(permitted(guard.admit(url("ws://127.0.0.1:9/"))))
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9));
    assertThat(permitted(guard.admit(url("ws://[::1]:9/"))))
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("::1"), 9));
    assertThat(guard.admit(url("ws://10.0.0.1/"))).isInstanceOf(Admission.Refused.class);
    assertThat(guard.admit(url("ws://[fd00::1]/"))).isInstanceOf(Admission.Refused.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void a_name_without_addresses_is_unresolved() {
    assertThat(guard(List.of()).admit(url("wss://example.com/")))
        .isInstanceOf(Admission.Unresolved.class);
    EgressGuard failing =
        new EgressGuard(
            new AddressRules(List.of()),
            name -> {
              throw new UnknownHostException(name + ": no such name");
            });
    assertThat(failing.admit(url("wss://nowhere.test/")))
        .isEqualTo(
            new Admission.Unresolved("no address for nowhere.test: nowhere.test: no such name"));
  }

  @Test
  void the_system_resolver_knows_this_machine() {
    AddressRules loopback = new AddressRules(List.of(Cidr.of("127.0.0.0/8"), Cidr.of("::1/128")));

    assertThat(
            permitted(new EgressGuard(loopback, Resolver.system()).admit(url("ws://localhost/"))))
        .isNotEmpty();
    assertThat(
            new EgressGuard(new AddressRules(List.of()), Resolver.system())
                .admit(url("ws://localhost/")))
        .isInstanceOf(Admission.Refused.class);
  }
}
