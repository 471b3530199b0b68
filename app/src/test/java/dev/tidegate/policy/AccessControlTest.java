package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.policy.DecisionListener.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessControlTest {

  private static final Actor TRADER = new Actor("ann", Set.of("app:traders"));
  private static final Actor NOBODY = new Actor("bob", Set.of());

  private static PolicySet set(String effect) {
    return PolicyLoader.parse(
        "app.yaml",
        """
        version: "1.0"
        namespace: app
        entries:
          - name: connect
            kind: security.policy
            policy: {actions: websocket.connect, resources: "", effect: %s}
            groups: [traders]
        """
            .formatted(effect));
  }

  private static AccessRequest connect(Actor actor) {
    return new AccessRequest(actor, Actions.WEBSOCKET_CONNECT, "", Metadata.EMPTY);
  }

  @Test
  void tells_listeners_what_was_asked_and_by_which_set_it_was_decided() {
    PolicySet set = set("allow");
    List<Decided> heard = new ArrayList<>();
    AccessControl control = new AccessControl(new ActivePolicies(set), true, List.of(heard::add));

    Decision decision = control.decide("job-1", connect(TRADER));

    assertThat(decision).isEqualTo(new Decision.Allow(List.of(new PolicyId("app", "connect"))));
    assertThat(heard)
        .containsExactly(
            new Decided("job-1", connect(TRADER), Evaluation.of(decision), set.revision()));
  }

  @Test
  void decides_by_the_set_that_is_in_force_at_the_time() {
    ActivePolicies policies = new ActivePolicies(set("allow"));
    AccessControl control = new AccessControl(policies, true, List.of());

    policies.replace(set("deny"));

    assertThat(control.decide("job-1", connect(TRADER)))
        .isEqualTo(new Decision.Deny(List.of(new PolicyId("app", "connect"))));
  }

  @Test
  void refuses_an_actor_whom_no_policy_concerns() {
    AccessControl control = AccessControl.of(set("allow"));

    assertThat(control.decide("job-1", connect(NOBODY))).isEqualTo(new Decision.Undefined());
  }

  @Test
  void lets_such_an_actor_do_everything_where_strict_mode_is_off() {
    AccessControl control = new AccessControl(new ActivePolicies(set("deny")), false, List.of());

    assertThat(control.decide("job-1", connect(NOBODY))).isEqualTo(new Decision.Allow(List.of()));
    assertThat(control.decide("job-1", connect(TRADER)).allowed()).isFalse();
  }
}
