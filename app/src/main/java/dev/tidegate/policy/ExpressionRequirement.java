package dev.tidegate.policy;

import dev.tidegate.policy.Explanation.Clause;
import dev.tidegate.policy.expression.Expression;

/** The expression of a policy. */
record ExpressionRequirement(Expression expression, String text, Place place)
    implements Requirement {

  @Override
  public Verdict test(AccessRequest request) {
    Actor actor = request.actor();
    Expression.Result result =
        expression.evaluate(
            new Expression.Variables(
                actor.id(),
                actor.meta().values(),
                request.action(),
                request.resource(),
                request.meta().values()));
    return switch (result) {
      case Expression.Result.Answer answer -> Verdict.of(answer == Expression.Result.Answer.TRUE);
      case Expression.Result.Failure(String reason) ->
          new Verdict.Failure("the expression has no answer: " + reason);
    };
  }

  @Override
  public String why(AccessRequest request) {
    return "the expression is false";
  }

  @Override
  public Clause clause() {
    return Clause.EXPRESSION;
  }
}
