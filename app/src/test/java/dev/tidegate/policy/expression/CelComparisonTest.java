package dev.tidegate.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.tidegate.policy.expression.Expression.Result;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random expressions mean here what they mean to CEL's own runtime. */
class CelComparisonTest {

  private static final int EXPRESSIONS = 2_000;
  private static final long SEED = 20_261_128;

  private static final Map<String, Object> ACTOR =
      Map.of(
          "role",
          "admin",
          "roles",
          List.of("admin", "dev"),
          "age",
          42L,
          "score",
          1.5,
          "team",
          Map.of("name", "blue", "n", 2L),
          "ok",
          true,
          "none",
          List.of());
  private static final Map<String, Object> META =
      Map.of(
          "owner",
          "alice",
          "tags",
          List.of("a", "b", "a"),
          "port",
          443L,
          "sizes",
          List.of(1L, 2L, 3L),
          "deep",
          List.of(List.of(1L), List.of()));

  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("actor.id", SimpleType.STRING)
          .addVar("actor.meta", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("action", SimpleType.STRING)
          .addVar("resource", SimpleType.STRING)
          .addVar("meta", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private static final List<String> LEAVES =
      List.of(
          "true",
          "false",
          "1",
          "-3",
          "0",
          "2.5",
          "'a'",
          "'admin'",
          "''",
          "null",
          "actor.id",
          "action",
          "resource",
          "actor.meta.role",
          "actor.meta.roles",
          "actor.meta.age",
          "actor.meta.score",
          "actor.meta.team",
          "actor.meta.team.name",
          "actor.meta.ok",
          "actor.meta.nobody",
          "meta.owner",
          "meta.tags",
          "meta.port",
          "meta.sizes",
          "meta.deep",
          "meta.none",
          "[]",
          "[1, 2]",
          "['a']",
          "{'a': 1}",
          "{}",
          "actor.meta",
          "meta");

  private final Random random = new Random(SEED);

  /**
   * Conjunctions and disjunctions stand outside: CEL's runtime does not pass on what went wrong in
   * one that is the operand of something else. {@code all} and {@code exists} are made of them.
   */
  private String logical(int depth) {
    if (depth == 0) {
      return truth(expression(2), expression(1));
    }
    String one = logical(depth - 1);
    String other = logical(depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> "(" + one + " && " + other + ")";
      case 1 -> "(" + one + " || " + other + ")";
      default -> one;
    };
  }

  private String expression(int depth) {
    if (depth == 0) {
      String leaf = LEAVES.get(random.nextInt(LEAVES.size()));
      // Most of what the types would forbid is left to the evaluation, so that there is one.
      return random.nextInt(8) == 0 ? leaf : "dyn(" + leaf + ")";
    }
    String a = expression(random.nextInt(depth));
    String b = expression(random.nextInt(depth));
    return switch (random.nextInt(30)) {
      case 0, 1, 2 ->
          "(" + truth(a, b) + " ? " + b + " : " + expression(random.nextInt(depth)) + ")";
      case 3, 4, 5, 6, 7, 8 -> "(" + a + " == " + b + ")";
      case 9 -> "(" + a + " != " + b + ")";
      case 10 -> "(" + a + " < " + b + ")";
      case 11 -> "(" + a + " >= " + b + ")";
      case 12 -> "(" + a + " in " + b + ")";
      case 13 -> "(" + a + " + " + b + ")";
      case 14 -> "(" + a + " - " + b + ")";
      case 15 -> "(" + a + " * " + b + ")";
      case 16 -> "(" + a + " / " + b + ")";
      case 17 -> "(" + a + " % " + b + ")";
      case 18 -> "!" + "(" + a + ")";
      case 19 -> "dyn(" + a + ")";
      case 20 -> "size(" + a + ")";
      case 21 -> a + ".contains(" + b + ")";
      case 22 -> a + ".startsWith(" + b + ")";
      case 23 -> a + ".matches('^a.*n?$')";
      case 24 -> a + ".all(x, " + item(b) + ")";
      case 25 -> a + ".exists(x, " + item(b) + ")";
      case 26 -> a + ".exists_one(x, " + item(b) + ")";
      case 27 -> a + ".filter(x, " + item(b) + ")";
      case 28 -> a + ".map(x, " + item(b) + ")";
      default -> random.nextBoolean() ? a + "[" + b + "]" : "has(" + a + ".name)";
    };
  }

  /** Boolean or an error; of what is neither, CEL's runtime makes what its definition does not. */
  private String truth(String one, String other) {
    return switch (random.nextInt(6)) {
      case 0 -> "true";
      case 1 -> "false";
      case 2 -> "(" + one + " == " + other + ")";
      case 3 -> "(" + one + " < " + other + ")";
      case 4 -> "(" + one + " in " + other + ")";
      default -> "!(" + one + " != " + other + ")";
    };
  }

  private String item(String other) {
    return truth(random.nextBoolean() ? "x" : other, random.nextBoolean() ? "x" : other);
  }

  @Test
  void an_expression_means_what_it_means_to_cel() throws CelEvaluationException {
    int answered = 0;
    int failed = 0;
    for (int n = 0; n < EXPRESSIONS; n++) {
      String text = logical(n % 3);
      Expression ours;
      CelAbstractSyntaxTree theirs;
      try {
        ours = Expression.compile(text);
        theirs = COMPILER.compile(text).getAst();
      } catch (ExpressionFault | CelValidationException fault) {
        assertThat(fault).hasMessageNotContaining("internal");
        continue;
      }

      String mine = answer(ours);
      boolean passedOn = !text.contains(".all(") && !text.contains(".exists(");

      if (passedOn || !mine.equals("failure")) {
        assertThat(mine).as("seed %d, %s", SEED, text).isEqualTo(answer(theirs));
      }
      answered += mine.equals("failure") ? 0 : 1;
      failed += mine.equals("failure") ? 1 : 0;
    }
    assertThat(answered).isGreaterThan(EXPRESSIONS / 5);
    assertThat(failed).isGreaterThan(EXPRESSIONS / 10);
  }

  private static String answer(Expression expression) {
    Result result =
        expression.evaluate(new Expression.Variables("alice", ACTOR, "doc.read", "doc:1", META));
    return result instanceof Result.Answer answer ? answer.name() : "failure";
  }

  private static String answer(CelAbstractSyntaxTree tree) throws CelEvaluationException {
    CelRuntime.Program program = RUNTIME.createProgram(tree);
    try {
      Object value =
          program.eval(
              Map.of(
                  "actor.id",
                  "alice",
                  "actor.meta",
                  ACTOR,
                  "action",
                  "doc.read",
                  "resource",
                  "doc:1",
                  "meta",
                  META));
      return value instanceof Boolean truth ? (truth ? "TRUE" : "FALSE") : "failure";
    } catch (CelEvaluationException e) {
      return "failure";
    }
  }
}
