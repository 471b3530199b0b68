package dev.tidegate.policy.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {

  private static final PolicySet SET =
      PolicyLoader.parse(
          "app.yaml",
          """
          version: "1.0"
          namespace: app
          entries:
            - name: connect
              kind: security.policy
              policy: {actions: websocket.connect, resources: "", effect: allow}
              groups: [readers]
            - name: prices
              kind: security.policy
              policy: {actions: websocket.connect.url, resources: "wss://prices.example.com/*", effect: allow}
              groups: [readers, guests]
            - name: no-orders
              kind: security.policy
              policy: {actions: websocket.connect.url, resources: "wss://prices.example.com/orders/*", effect: deny}
              groups: [readers]
          """);

  private static Trial run(String cases) {
    return Trial.run(
        SET,
        ((Cases.Usable)
                Cases.parse(
                    "app.test.yaml",
                    """
                    version: "1.0"
                    namespace: app
                    actors:
                      reader: {id: ann, groups: [readers]}
                      guest: {id: bob, groups: ["app:guests"]}
                    cases:
                    """
                        + cases.indent(2),
                    SET))
            .cases());
  }

  @Test
  void cases_that_come_out_as_expected_pass() {
    Trial trial =
        run(
            """
            - name: a reader reads
              actor: reader
              connect: wss://prices.example.com/v1
              expect: {decision: allow, by: [prices, connect], in_shadow: allow}
            - name: a reader places no orders
              actor: reader
              connect: wss://prices.example.com/orders/1
              expect: {decision: deny, by: "app:no-orders"}
            - name: a guest may not connect at all
              actor: guest
              connect: wss://prices.example.com/v1
              expect: undefined
            - name: a guest is refused before the URL is asked about
              actor: guest
              action: websocket.connect.url
              resource: wss://prices.example.com/v1
              expect: {decision: allow, by: prices}
            """);

    assertThat(trial.failures()).isEmpty();
    assertThat(trial.results()).hasSize(4);
    assertThat(trial.coverage()).isEqualTo(100);
  }

  @Test
  void what_comes_out_otherwise_is_named_with_what_was_expected() {
    Trial trial =
        run(
            """
            - name: a reader places orders
              actor: reader
              connect: wss://prices.example.com/orders/1
              expect: {decision: allow, by: prices, in_shadow: undefined}
            """);

    assertThat(trial.failures())
        .singleElement()
        .satisfies(result -> {
          assertThat(result.mismatches())
              .containsExactly(
                  new Mismatch("decision", "allow", "deny"),
                  new Mismatch("by", "app:prices", "app:no-orders"),
                  new Mismatch("in_shadow", "undefined", "deny"));
          assertThat(result.concerned())
              .extracting(Object::toString)
              .containsExactlyInAnyOrder("app:prices", "app:no-orders");
          assertThat(result.explanations()).hasSize(2);
        });
  }

  @Test
  void policies_that_match_in_no_case_are_not_reached() {
    Trial trial =
        run(
            """
            - name: a guest may not connect at all
              actor: guest
              connect: wss://prices.example.com/v1
              expect: undefined
            - name: a reader reads
              actor: reader
              connect: wss://prices.example.com/v1
              expect: allow
            """);

    assertThat(trial.unreached())
        .extracting(Policy::id)
        .extracting(Object::toString)
        .containsExactly("app:no-orders");
    assertThat(trial.coverage()).isEqualTo(66);
  }

  @Test
  void what_would_not_be_asked_is_not_reached() {
    Trial trial =
        run(
            """
            - name: a guest may not connect at all
              actor: guest
              connect: wss://prices.example.com/v1
              expect: undefined
            """);

    assertThat(trial.coverage()).isZero();
  }

  @Test
  void a_set_without_policies_is_covered() {
    PolicySet none =
        PolicyLoader.parse("none.yaml", "version: \"1.0\"\nnamespace: none\nentries: []\n");

    assertThat(Trial.run(none, List.of()).coverage()).isEqualTo(100);
  }
}
