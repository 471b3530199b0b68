package dev.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.DecisionListener.Decided;
import dev.tidegate.policy.PolicyLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerRightsTest {

  private static final Actor ANN = new Actor("ann", Set.of("app:members"));
  private static final Actor LEFT = new Actor("lea", Set.of("app:former"));
  private static final Actor OPERATOR = new Actor("olga", Set.of("app:operators"));
  private static final Actor AUDITOR = new Actor("abe", Set.of("app:auditors"));
  private static final Actor STOPPER = new Actor("stan", Set.of("app:stoppers"));

  private final List<Decided> told = new ArrayList<>();
  private final AccessControl control =
      new AccessControl(
          new ActivePolicies(
              PolicyLoader.parse(
                  "app.yaml",
                  """
                  version: "1.0"
                  namespace: app
                  entries:
                    - name: members
                      kind: security.policy
                      policy: {actions: job.submit, resources: "", effect: allow}
                      groups: [members, former]
                    - name: former
                      kind: security.policy
                      policy: {actions: [job.submit, job.delete], resources: "*", effect: deny}
                      groups: [former]
                    - name: operators
                      kind: security.policy
                      policy: {actions: "job.*", resources: "*", effect: allow}
                      groups: [operators]
                    - name: auditors
                      kind: security.policy
                      policy: {actions: job.read, resources: "*", effect: allow}
                      groups: [auditors]
                    - name: stoppers
                      kind: security.policy
                      policy: {actions: job.cancel, resources: "a*", effect: allow}
                      groups: [stoppers]
                    - name: tried
                      kind: security.policy
                      mode: shadow
                      policy: {actions: [policy.read, metrics.read], resources: "", effect: allow}
                      groups: [members]
                  """)),
          true,
          List.of(told::add));
  private final CallerRights rights = new CallerRights(control);

  @Test
  void what_a_policy_allows_passes_and_is_recorded() {
    assertThatCode(() -> rights.require(ANN, Actions.JOB_SUBMIT)).doesNotThrowAnyException();

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().jobId()).isEmpty();
    assertThat(told.getFirst().request().action()).isEqualTo("job.submit");
  }

  @ParameterizedTest
  @ValueSource(strings = {Actions.POLICY_READ, Actions.METRICS_READ})
  void what_no_policy_in_force_is_about_is_refused_with_the_entry_that_would_allow_it(
      String action) {
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> rights.require(ANN, action))
        .withMessage(
            "this takes the action %s: no policy allows it; an entry with actions: %s, resources:"
                + " \"\", effect: allow and one of the groups [app:members] would",
            action, action);
    assertThat(rights.includes(ANN, action)).isFalse();
    assertThat(told).hasSize(1);
  }

  @Test
  void a_deny_beats_an_allow_and_is_named() {
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> rights.require(LEFT, Actions.JOB_SUBMIT))
        .withMessage("this takes the action job.submit: denied by the policy app:former");
  }

  @Test
  void an_actor_without_groups_is_told_that_it_needs_one() {
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> rights.require(new Actor("nobody", Set.of()), Actions.JOB_SUBMIT))
        .withMessageEndingWith("a group would, but this actor is in none");
  }

  @ParameterizedTest
  @ValueSource(strings = {Actions.JOB_READ, Actions.JOB_CANCEL, Actions.JOB_DELETE})
  void with_their_own_jobs_callers_may_do_everything_and_that_is_no_decision(String action) {
    assertThat(rights.ofJob(ANN, action, "ann")).isEqualTo(new JobRuling.Allowed());
    assertThat(told).isEmpty();
  }

  @Test
  void a_deny_counts_for_ones_own_jobs_too_and_does_not_hide_them() {
    assertThat(rights.ofJob(LEFT, Actions.JOB_READ, "lea")).isEqualTo(new JobRuling.Allowed());
    assertThat(rights.ofJob(LEFT, Actions.JOB_DELETE, "lea"))
        .isInstanceOfSatisfying(
            JobRuling.Refused.class,
            refused ->
                assertThat(refused.why().why())
                    .isEqualTo(
                        "this takes the action job.delete: denied by the policy app:former"));
    assertThat(told).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {Actions.JOB_READ, Actions.JOB_CANCEL, Actions.JOB_DELETE})
  void the_jobs_of_others_are_not_there_for_whom_no_policy_allows_to_see_them(String action) {
    assertThat(rights.ofJob(ANN, action, "bob")).isEqualTo(new JobRuling.Hidden());
    assertThat(rights.ofJob(OPERATOR, action, "bob")).isEqualTo(new JobRuling.Allowed());
  }

  @Test
  void who_sees_a_job_and_may_not_stop_it_is_told_so() {
    assertThat(rights.ofJob(AUDITOR, Actions.JOB_CANCEL, "ann"))
        .isInstanceOfSatisfying(
            JobRuling.Refused.class,
            refused ->
                assertThat(refused.why().why())
                    .contains("actions: job.cancel, resources: \"ann\", effect: allow"));
  }

  @Test
  void who_may_stop_the_jobs_of_some_need_not_see_them() {
    assertThat(rights.ofJob(STOPPER, Actions.JOB_CANCEL, "ann")).isEqualTo(new JobRuling.Allowed());
    assertThat(rights.ofJob(STOPPER, Actions.JOB_CANCEL, "bob")).isEqualTo(new JobRuling.Hidden());
  }

  @Test
  void all_jobs_at_once_takes_a_policy_about_all() {
    assertThatCode(() -> rights.require(AUDITOR, Actions.JOB_READ, Actions.ALL_ACTORS))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> rights.require(STOPPER, Actions.JOB_CANCEL, Actions.ALL_ACTORS));
  }
}
