package dev.tidegate.policy.expression;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.tidegate.policy.expression.ExpressionFault.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks expressions with CEL's own compiler, which is made when the first one is. */
final class Compiler {

  /** How many brackets, calls and operators may stand inside one another. */
  private static final int DEEPEST = 32;

  /** How many parts an expression may have. */
  private static final int MOST_PARTS = 500;

  private static final int MOST_PROBLEMS = 5;

  /** What stands for a request's texts, numbers, booleans, lists and maps, and nothing else. */
  private static final Set<String> OVERLOADS =
      Set.of(
          "in_list",
          "in_map",
          "not_strictly_false",
          "conditional",
          "logical_not",
          "logical_or",
          "logical_and",
          "equals",
          "not_equals",
          "add_int64",
          "add_double",
          "add_string",
          "add_list",
          "subtract_int64",
          "subtract_double",
          "multiply_int64",
          "multiply_double",
          "divide_int64",
          "divide_double",
          "modulo_int64",
          "negate_int64",
          "negate_double",
          "index_list",
          "index_map",
          "size_string",
          "size_list",
          "size_map",
          "string_size",
          "list_size",
          "map_size",
          "int64_to_int64",
          "double_to_int64",
          "string_to_int64",
          "double_to_double",
          "int64_to_double",
          "string_to_double",
          "string_to_string",
          "int64_to_string",
          "double_to_string",
          "bool_to_string",
          "to_dyn",
          "matches",
          "matches_string",
          "contains_string",
          "ends_with_string",
          "starts_with_string",
          "less_bool",
          "less_int64",
          "less_double",
          "less_string",
          "less_int64_double",
          "less_double_int64",
          "less_equals_bool",
          "less_equals_int64",
          "less_equals_double",
          "less_equals_string",
          "less_equals_int64_double",
          "less_equals_double_int64",
          "greater_bool",
          "greater_int64",
          "greater_double",
          "greater_string",
          "greater_int64_double",
          "greater_double_int64",
          "greater_equals_bool",
          "greater_equals_int64",
          "greater_equals_double",
          "greater_equals_string",
          "greater_equals_int64_double",
          "greater_equals_double_int64");

  private static final CelType ANYTHING = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private Compiler() {}

  /** Made when it is first asked for, and once. */
  private static final class Checker {

    static final CelCompiler CEL = make();

    private static CelCompiler make() {
      return CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(
              CelOptions.current()
                  .maxExpressionCodePointSize(Expression.LONGEST)
                  .maxParseRecursionDepth(DEEPEST)
                  .maxParseErrorRecoveryLimit(MOST_PROBLEMS)
                  .maxParseExpressionNodeCount(MOST_PARTS)
                  .enableHeterogeneousNumericComparisons(true)
                  .build())
          .setStandardEnvironmentEnabled(false)
          .setStandardDeclarations(
              CelStandardDeclarations.newBuilder()
                  .filterFunctions((function, overload) ->
                      OVERLOADS.contains(overload.celOverloadDecl().overloadId()))
                  .filterIdentifiers(identifier -> false)
                  .build())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("actor.id", SimpleType.STRING)
          .addVar("actor.meta", ANYTHING)
          .addVar("action", SimpleType.STRING)
          .addVar("resource", SimpleType.STRING)
          .addVar("meta", ANYTHING)
          .build();
    }
  }

  static Expression compile(String text) throws ExpressionFault {
    if (text.isBlank()) {
      throw new ExpressionFault("an expression cannot be empty; write true for always");
    }
    if (text.length() > Expression.LONGEST) {
      throw new ExpressionFault(
          "an expression is at most " + Expression.LONGEST + " characters long");
    }
    if (text.contains("\"\"\"") || text.contains("'''")) {
      // The compiler looks for the end of each of them from the beginning again.
      throw new ExpressionFault("a text stands between single or double quotes, not three of them");
    }
    CelValidationResult checked = Checker.CEL.compile(text);
    if (checked.hasError()) {
      throw new ExpressionFault(problems(text, checked));
    }
    CelAbstractSyntaxTree tree;
    try {
      tree = checked.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("an expression without errors has a tree", e);
    }
    CelType type = tree.getResultType();
    if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
      throw new ExpressionFault(
          "an expression must be true or false, this one is %s; compare it with something"
              .formatted(name(type)));
    }
    Planner planner = new Planner(tree);
    Term term = planner.plan();
    return new Expression(text, term, planner.slots());
  }

  private static String name(CelType type) {
    if (type.equals(SimpleType.STRING)) {
      return "a text";
    }
    if (type.equals(SimpleType.INT) || type.equals(SimpleType.DOUBLE)) {
      return "a number";
    }
    return switch (type) {
      case ListType _ -> "a list";
      case MapType _ -> "a map";
      default -> "a value of the type " + type.name();
    };
  }

  private static List<Problem> problems(String text, CelValidationResult checked) {
    Optional<String> rewritten =
        ForeignSyntax.inCel(text).filter(cel -> !Checker.CEL.compile(cel).hasError());
    if (rewritten.isPresent()) {
      return List.of(
          new Problem(
              1, 1, "is no expression in CEL; write \"%s\"".formatted(inOneLine(rewritten.get()))));
    }
    Optional<String> advice = ForeignSyntax.advice(text);
    return checked.getErrors().stream()
        .limit(MOST_PROBLEMS)
        .map(issue -> problem(issue, advice))
        .toList();
  }

  /** A message is one line, also where an expression has several. */
  private static String inOneLine(String expression) {
    return expression.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static Problem problem(CelIssue issue, Optional<String> advice) {
    int line = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn();
    String message =
        issue
            .getMessage()
            .replace(" (in container '')", "")
            .replace("%%", "%")
            .strip()
            .replaceAll("\\s+", " ");
    return new Problem(
        Math.max(line, 1),
        Math.max(column, 0) + 1,
        "is no expression in CEL: " + message + advice.map(words -> "; " + words).orElse(""));
  }
}
