package dev.tidegate.policy;

import java.util.List;

/**
 * Why a decision falls as it does.
 *
 * @param evaluation the decision
 * @param revision of the set that was asked
 * @param considered every policy of the set, in the order of the files
 */
public record Explanation(Evaluation evaluation, String revision, List<Consideration> considered) {

  /** Copies the list. */
  public Explanation {
    considered = List.copyOf(considered);
  }

  /**
   * One policy and what it made of the request.
   *
   * @param policy which
   * @param finding how far the request got in it
   */
  public record Consideration(Policy policy, Match finding) {}

  /** How far a request got in a policy. */
  public sealed interface Match {

    /** All clauses fit: the policy has its effect. */
    record Matched() implements Match {}

    /**
     * A clause did not fit.
     *
     * @param clause the first one
     * @param why in words
     * @param line where the clause stands in the policy's file, from 1
     * @param column from 1
     */
    record Stopped(Clause clause, String why, int line, int column) implements Match {}

    /**
     * A clause could not be evaluated; a policy that denies has denied.
     *
     * @param clause which
     * @param why in words
     * @param line where the clause stands in the policy's file, from 1
     * @param column from 1
     */
    record Failed(Clause clause, String why, int line, int column) implements Match {}
  }

  /** The clauses of a policy, in the order in which they are looked at. */
  public enum Clause {
    /** The actor is in none of the policy's groups. */
    GROUPS,
    /** The resource is none that could be judged. */
    REQUEST,
    /** No pattern of the actions fits. */
    ACTIONS,
    /** No pattern of the resources fits. */
    RESOURCES,
    /** A condition does not hold. */
    CONDITION,
    /** The expression is not true. */
    EXPRESSION
  }
}
