package dev.tidegate.policy;

/** What a condition or an expression makes of a request. */
sealed interface Verdict {

  /** An answer. */
  enum Answer implements Verdict {
    HOLDS,
    FAILS
  }

  /**
   * No answer: a policy that denies denies then, one that allows says nothing.
   *
   * @param reason in words, without values of the request
   */
  record Failure(String reason) implements Verdict {}

  static Verdict of(boolean holds) {
    return holds ? Answer.HOLDS : Answer.FAILS;
  }
}
