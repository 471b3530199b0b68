package dev.tidegate.policy.trial;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Explanation;
import dev.tidegate.policy.Explanation.Consideration;
import dev.tidegate.policy.Explanation.Match;
import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicySet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of the cases beside a set of policies.
 *
 * @param results one for each case, in the order of the files
 * @param policies all policies of the set
 * @param unreached those of them that matched in no case
 */
public record Trial(List<Result> results, List<Policy> policies, List<Policy> unreached) {

  /** Copies the lists. */
  public Trial {
    results = List.copyOf(results);
    policies = List.copyOf(policies);
    unreached = List.copyOf(unreached);
  }

  /** Runs cases. */
  public static Trial run(PolicySet set, List<Case> cases) {
    Set<PolicyId> reached = new HashSet<>();
    List<Result> results = new ArrayList<>();
    for (Case each : cases) {
      Result result = run(set, each);
      results.add(result);
      result.explanations().forEach(explanation -> reached.addAll(matched(explanation)));
    }
    return new Trial(
        results,
        set.policies(),
        set.policies().stream().filter(policy -> !reached.contains(policy.id())).toList());
  }

  private static Result run(PolicySet set, Case each) {
    List<Explanation> explanations = ask(set, each.requests());
    Answer answer = Answer.of(explanations.stream().map(Explanation::evaluation).toList());
    Set<PolicyId> concerned = new HashSet<>(answer.by());
    concerned.addAll(answer.shadows());
    each.expectation().by().ifPresent(concerned::addAll);
    each.expectation().shadows().ifPresent(concerned::addAll);
    return new Result(each, each.expectation().compare(answer), explanations, concerned);
  }

  private static List<Explanation> ask(PolicySet set, List<AccessRequest> requests) {
    List<Explanation> explanations = new ArrayList<>();
    for (AccessRequest request : requests) {
      Explanation explanation = set.explain(request);
      explanations.add(explanation);
      if (!explanation.evaluation().decision().allowed()) {
        break;
      }
    }
    return explanations;
  }

  private static List<PolicyId> matched(Explanation explanation) {
    return explanation.considered().stream()
        .filter(considered -> considered.finding() instanceof Match.Matched)
        .map(Consideration::policy)
        .map(Policy::id)
        .toList();
  }

  /** The results of the cases that did not pass. */
  public List<Result> failures() {
    return results.stream().filter(result -> !result.passed()).toList();
  }

  /** How many of the policies matched in some case, in whole percent, rounded down. */
  public int coverage() {
    int all = policies.size();
    return all == 0 ? 100 : (all - unreached.size()) * 100 / all;
  }
}
