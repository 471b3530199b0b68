package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The policies that decide together, such as those of an actor's groups. A deny beats every allow,
 * what nothing allows is undefined, and the order of the policies does not matter. Immutable.
 */
public final class Scope {

  /** No policies: everything is undefined. */
  public static final Scope EMPTY = new Scope(List.of());

  private final List<Rule> rules;

  private Scope(List<Rule> rules) {
    this.rules = rules;
  }

  /** A scope of these; of several with the same id the last one counts. */
  public static Scope of(List<Rule> rules) {
    Map<PolicyId, Rule> byId = LinkedHashMap.newLinkedHashMap(rules.size());
    rules.forEach(rule -> byId.put(rule.policy().id(), rule));
    return byId.isEmpty() ? EMPTY : new Scope(List.copyOf(byId.values()));
  }

  /** This scope and one policy more, in the place of one with the same id. */
  public Scope with(Rule rule) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return of(more);
  }

  /** This scope without a policy. */
  public Scope without(PolicyId id) {
    return rule(id).isEmpty()
        ? this
        : of(rules.stream().filter(rule -> !rule.policy().id().equals(id)).toList());
  }

  /** One of its policies. */
  public Optional<Rule> rule(PolicyId id) {
    return rules.stream().filter(rule -> rule.policy().id().equals(id)).findFirst();
  }

  /** Its policies. */
  public List<Rule> rules() {
    return rules;
  }

  /** Whether there is no policy in it. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * What its policies say. A resource of {@link Actions#WEBSOCKET_CONNECT_URL} that is no URL in
   * canonical form is {@link Decision.Undefined} whatever they say, because a policy that denies
   * the URL might not recognise it. The actor's groups are not looked at.
   */
  public Evaluation evaluate(AccessRequest request) {
    String action = request.action();
    String resource = request.resource();
    Predicate<Rule> applies = rule -> rule.appliesToText(action, resource);
    if (action.equals(Actions.WEBSOCKET_CONNECT_URL)) {
      Optional<CanonicalUrl> url = CanonicalUrl.parse(resource);
      if (url.isEmpty()) {
        return Evaluation.of(new Decision.Undefined());
      }
      applies = rule -> rule.appliesToUrl(action, url.get());
    }
    Tally enforced = new Tally();
    Tally all = new Tally();
    List<PolicyId> shadows = new ArrayList<>();
    for (Rule rule : rules) {
      if (applies.test(rule)) {
        all.add(rule.policy());
        switch (rule.policy().mode()) {
          case ENFORCE -> enforced.add(rule.policy());
          case SHADOW -> shadows.add(rule.policy().id());
        }
      }
    }
    Decision decision = enforced.decision();
    return shadows.isEmpty()
        ? Evaluation.of(decision)
        : new Evaluation(decision, all.decision(), shadows, List.of());
  }

  private static final class Tally {

    private final List<PolicyId> allowing = new ArrayList<>();
    private final List<PolicyId> denying = new ArrayList<>();

    void add(Policy policy) {
      switch (policy.effect()) {
        case ALLOW -> allowing.add(policy.id());
        case DENY -> denying.add(policy.id());
      }
    }

    Decision decision() {
      if (!denying.isEmpty()) {
        return new Decision.Deny(denying);
      }
      return allowing.isEmpty() ? new Decision.Undefined() : new Decision.Allow(allowing);
    }
  }
}
