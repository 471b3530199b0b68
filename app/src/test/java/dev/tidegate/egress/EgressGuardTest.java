package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.egress.EgressGuard.Admission;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

  private EgressGuard through(String proxy, List<String> targets, List<String> proxies) {
    return new EgressGuard(
        new AddressRules(List.of()),
        name -> {
          asked.add(name);
          List<String> answers = name.equals("proxy.test") ? proxies : targets;
          return answers.stream().map(InetAddress::ofLiteral).toList();
        },
        new Route.Through(ProxyServer.of(proxy), new Proxy.Credentials("user", "password")),
        2);
  }

  @Test
  void behind_a_proxy_targets_are_judged_and_the_proxy_is_not() {
    EgressGuard guard =
        through("http://proxy.test:3128", List.of("1.1.1.1"), List.of("10.0.0.9", "::1"));

    Admission.Permitted permitted = (Admission.Permitted) guard.admit(url("wss://example.com/"));

    assertThat(permitted.addresses()).extracting(InetSocketAddress::getPort).containsExactly(443);
    Proxy proxy = Objects.requireNonNull(permitted.proxy());
    assertThat(proxy.addresses())
        .containsExactly(
            new InetSocketAddress(InetAddress.ofLiteral("10.0.0.9"), 3128),
            new InetSocketAddress(InetAddress.ofLiteral("::1"), 3128));
    assertThat(proxy.credentials()).isEqualTo(new Proxy.Credentials("user", "password"));
    assertThat(asked).containsExactly("example.com", "proxy.test");
  }

  @Test
  void behind_a_proxy_a_private_target_is_refused_before_the_proxy_is_looked_up() {
    EgressGuard guard = through("http://proxy.test:3128", List.of("10.0.0.1"), List.of("1.1.1.1"));

    assertThat(guard.admit(url("wss://example.com/"))).isInstanceOf(Admission.Refused.class);
    assertThat(guard.admit(url("ws://127.0.0.1/"))).isInstanceOf(Admission.Refused.class);
    assertThat(asked).containsExactly("example.com");
  }

  @Test
  void a_proxy_without_address_is_told_to_operators() {
    EgressGuard guard = through("http://proxy.test:3128", List.of("1.1.1.1"), List.of());

    assertThat(guard.admit(url("wss://example.com/")))
        .isEqualTo(new Admission.Unresolved("no address for the proxy proxy.test: no answer"));
  }

  @Test
  void all_addresses_are_judged_and_no_more_than_the_most_are_tried() {
    List<String> three = List.of("1.1.1.1", "1.1.1.2", "1.1.1.3");

    assertThat(
            permitted(through("http://127.0.0.1:1", three, List.of()).admit(url("ws://a.test/"))))
        .hasSize(2);
    assertThat(
            through("http://127.0.0.1:1", List.of("1.1.1.1", "1.1.1.2", "10.0.0.1"), List.of())
                .admit(url("ws://a.test/")))
        .isInstanceOf(Admission.Refused.class);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new EgressGuard(new AddressRules(List.of()), Resolver.system(), Route.DIRECT, 0));
  }
}
