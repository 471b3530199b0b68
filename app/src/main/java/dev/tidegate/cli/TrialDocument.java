package dev.tidegate.cli;

import dev.tidegate.policy.Policy;
import dev.tidegate.policy.trial.Mismatch;
import dev.tidegate.policy.trial.Result;
import dev.tidegate.policy.trial.Trial;
import java.util.List;

/**
 * What became of tests, as JSON.
 *
 * @param passed whether all cases passed and enough policies were reached
 * @param revision of the policies
 * @param cases one for each, in the order of the files
 * @param coverage what was reached
 */
record TrialDocument(
    boolean passed, String revision, List<CaseDocument> cases, CoverageDocument coverage) {

  /**
   * A case.
   *
   * @param name what it is called
   * @param passed whether everything came out as expected
   * @param mismatches what did not
   * @param file where it stands
   * @param line from 1
   * @param column from 1
   */
  record CaseDocument(
      String name, boolean passed, List<Mismatch> mismatches, String file, int line, int column) {

    static CaseDocument of(Result result) {
      return new CaseDocument(
          result.of().name(),
          result.passed(),
          result.mismatches(),
          result.of().file(),
          result.of().line(),
          result.of().column());
    }
  }

  /**
   * What was reached.
   *
   * @param percent how many of the policies matched in some case, rounded down
   * @param policies how many there are
   * @param unreached those that matched in none
   */
  record CoverageDocument(int percent, int policies, List<Unreached> unreached) {}

  /**
   * A policy that matched in no case.
   *
   * @param id which
   * @param file where it stands
   * @param line from 1
   * @param column from 1
   */
  record Unreached(String id, String file, int line, int column) {

    static Unreached of(Policy policy) {
      return new Unreached(policy.id().toString(), policy.file(), policy.line(), policy.column());
    }
  }

  static TrialDocument of(Trial trial, String revision, boolean passed) {
    return new TrialDocument(
        passed,
        revision,
        trial.results().stream().map(CaseDocument::of).toList(),
        new CoverageDocument(
            trial.coverage(),
            trial.policies().size(),
            trial.unreached().stream().map(Unreached::of).toList()));
  }
}
