package dev.tidegate.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidegate.policy.Explanation.Consideration;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All policies of one directory at one time; immutable. A policy applies to the actors that are in
 * one of its groups. A deny beats every allow; what nothing allows is refused.
 */
public final class PolicySet {

  /** How many sets of groups have their scopes kept. */
  private static final int MOST_SCOPES = 1_000;

  private static final BitSet NONE = new BitSet();

  private final List<Rule> rules;
  private final String revision;
  private final SortedSet<GroupId> groups;
  private final List<Finding> warnings;

  /** The numbers of the rules that concern a group, by its full id and by its bare name. */
  private final Map<String, BitSet> byGroup = new HashMap<>();

  private final Map<PolicyId, Rule> byId = new HashMap<>();

  private final Cache<Set<String>, Scope> scopes =
      Caffeine.newBuilder().maximumSize(MOST_SCOPES).build();

  PolicySet(List<Rule> rules, String revision, List<Finding> warnings) {
    this.rules = List.copyOf(rules);
    this.revision = revision;
    for (int i = 0; i < this.rules.size(); i++) {
      byId.put(this.rules.get(i).policy().id(), this.rules.get(i));
      for (String group : this.rules.get(i).groupNames()) {
        byGroup.computeIfAbsent(group, _ -> new BitSet()).set(i);
      }
    }
    SortedSet<GroupId> named = new TreeSet<>();
    rules.forEach(rule -> named.addAll(rule.policy().groups()));
    this.groups = Collections.unmodifiableSortedSet(named);
    this.warnings =
        Stream.concat(warnings.stream(), Warnings.of(this.rules).stream()).sorted().toList();
  }

  /** What the policies of the actor's groups say, as {@link Scope#evaluate} does. */
  public Evaluation evaluate(AccessRequest request) {
    return scope(request.actor().groups()).evaluate(request);
  }

  /** Why they say it. */
  public Explanation explain(AccessRequest request) {
    Optional<Subject> subject = Subject.of(request);
    return new Explanation(
        evaluate(request),
        revision,
        rules.stream()
            .map(rule -> new Consideration(rule.policy(), rule.match(request, subject)))
            .toList());
  }

  /**
   * The policies that concern an actor.
   *
   * @param groups those of the actor, as {@link Actor#groups()}
   */
  public Scope scope(Set<String> groups) {
    return scopes.get(groups, this::compile);
  }

  private Scope compile(Set<String> groups) {
    BitSet concerned = new BitSet();
    groups.forEach(group -> concerned.or(byGroup.getOrDefault(group, NONE)));
    return Scope.of(concerned.stream().mapToObj(rules::get).toList());
  }

  /** One policy. */
  public Optional<Rule> rule(PolicyId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Twelve hexadecimal digits that change with the name or content of any file. */
  public String revision() {
    return revision;
  }

  /** All policies in the order of the files. */
  public List<Policy> policies() {
    return rules.stream().map(Rule::policy).toList();
  }

  /** All groups that some policy names. */
  public SortedSet<GroupId> groups() {
    return groups;
  }

  /** Whether some policy is for a group of an actor, as {@link Actor#groups()} names it. */
  public boolean knows(String group) {
    return groups.stream()
        .anyMatch(each -> each.toString().equals(group) || each.name().equals(group));
  }

  /** What is no fault but hardly meant, by position. */
  public List<Finding> warnings() {
    return warnings;
  }
}
