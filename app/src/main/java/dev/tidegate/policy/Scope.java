package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policies that decide together, such as those of an actor's groups. A deny beats every allow,
 * what nothing allows is undefined, and the order of the policies does not matter. Immutable.
 */
public final class Scope {

  /** No policies: everything is undefined. */
  public static final Scope EMPTY = new Scope(List.of());

  private static final Evaluation UNDEFINED = Evaluation.of(new Decision.Undefined());

  private final List<Rule> rules;

  /** Those of the service's own actions; a script may ask about any number of others. */
  private final Map<String, List<Rule>> byAction = new ConcurrentHashMap<>();

  private Scope(List<Rule> rules) {
    this.rules = rules;
  }

  private List<Rule> covering(String action) {
    List<Rule> known = byAction.get(action);
    if (known == null) {
      known = rules.stream().filter(rule -> rule.covers(action)).toList();
      if (Actions.KNOWN.contains(action)) {
        byAction.put(action, known);
      }
    }
    return known;
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
    Optional<Subject> subject = Subject.of(request);
    if (subject.isEmpty()) {
      return UNDEFINED;
    }
    Tally tally = new Tally();
    for (Rule rule : covering(request.action())) {
      if (rule.fits(subject.get())) {
        tally.count(rule.policy(), rule.test(request));
      }
    }
    return tally.evaluation();
  }
}
