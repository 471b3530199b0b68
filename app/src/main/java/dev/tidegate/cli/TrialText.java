package dev.tidegate.cli;

import dev.tidegate.policy.Explanation;
import dev.tidegate.policy.Explanation.Consideration;
import dev.tidegate.policy.Policy;
import dev.tidegate.policy.trial.Mismatch;
import dev.tidegate.policy.trial.Result;
import dev.tidegate.policy.trial.Trial;
import java.util.List;

/** What became of tests, for people: what failed and why, then what was not reached, then sums. */
final class TrialText {

  /** How many policies are listed where no policy was expected to decide and none did. */
  private static final int NEAR_MISSES = 5;

  private final StringBuilder text = new StringBuilder();

  private TrialText() {}

  static String of(Trial trial, int minCoverage) {
    TrialText text = new TrialText();
    trial.failures().forEach(text::failure);
    text.unreached(trial.unreached());
    text.summary(trial, minCoverage);
    return text.text.toString().stripTrailing();
  }

  private void failure(Result result) {
    text.append("FAILED: ")
        .append(result.of().name())
        .append("\n  ")
        .append("%s:%d:%d".formatted(result.of().file(), result.of().line(), result.of().column()))
        .append('\n');
    for (Mismatch mismatch : result.mismatches()) {
      text.append("  ").append(mismatch.what()).append('\n');
      text.append("    - expected ").append(mismatch.expected()).append('\n');
      text.append("    + actual   ").append(mismatch.actual()).append('\n');
    }
    int asked = 0;
    for (Explanation explanation : result.explanations()) {
      text.append("  ")
          .append(ExplanationText.asked(result.of().requests().get(asked++)))
          .append('\n');
      for (Consideration each : concerned(explanation, result)) {
        text.append(ExplanationText.line(each).indent(2));
      }
    }
    text.append('\n');
  }

  private static List<Consideration> concerned(Explanation explanation, Result result) {
    return result.concerned().isEmpty()
        ? ExplanationText.nearMisses(explanation).stream().limit(NEAR_MISSES).toList()
        : explanation.considered().stream()
            .filter(each -> result.concerned().contains(each.policy().id()))
            .toList();
  }

  private void unreached(List<Policy> unreached) {
    if (unreached.isEmpty()) {
      return;
    }
    text.append("matched in no case:\n");
    for (Policy policy : unreached) {
      text.append(
          "  %s  %s:%d:%d\n".formatted(policy.id(), policy.file(), policy.line(), policy.column()));
    }
    text.append('\n');
  }

  private void summary(Trial trial, int minCoverage) {
    int failed = trial.failures().size();
    int cases = trial.results().size();
    text.append(Output.count(cases, "case", "cases"))
        .append(", ")
        .append(failed == 0 ? "all passed" : failed + " failed")
        .append("; ")
        .append(
            "%d of %s matched in some case (%d %%)"
                .formatted(
                    trial.policies().size() - trial.unreached().size(),
                    Output.count(trial.policies().size(), "policy", "policies"),
                    trial.coverage()));
    if (trial.coverage() < minCoverage) {
      text.append(", fewer than ").append(minCoverage).append(" %");
    }
  }
}
