package dev.tidegate.policy;

import dev.tidegate.policy.expression.Expression;
import dev.tidegate.policy.expression.ExpressionFault;
import dev.tidegate.policy.expression.ExpressionFault.Problem;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the expression of one policy, and says where in the file its faults are. */
final class ExpressionReader {

  private final Section policy;
  private final YamlSource source;

  ExpressionReader(Section policy, YamlSource source) {
    this.policy = policy;
    this.source = source;
  }

  /** The expression; empty after reporting what is wrong with it. */
  Optional<Requirement> read() {
    return policy.requiredText("expression").flatMap(this::compile);
  }

  private Optional<Requirement> compile(Section.Text text) {
    try {
      return Optional.of(
          new ExpressionRequirement(
              Expression.compile(text.value()), text.value(), policy.place(text.node())));
    } catch (ExpressionFault fault) {
      fault.problems().forEach(problem -> report(text, problem));
      return Optional.empty();
    }
  }

  private void report(Section.Text text, Problem problem) {
    Optional<Place> place = place(text, problem);
    if (place.isPresent()) {
      policy.report(place.get(), problem.message());
    } else {
      policy.report(
          text.node(),
          "%s (line %d, column %d of the expression)"
              .formatted(problem.message(), problem.line(), problem.column()));
    }
  }

  /** Empty where the text was folded, or escapes stand before the place. */
  private Optional<Place> place(Section.Text text, Problem problem) {
    if (!(text.node() instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    List<String> lines = text.value().lines().toList();
    String line = problem.line() <= lines.size() ? lines.get(problem.line() - 1) : "";
    Place start = policy.place(scalar);
    boolean block = scalar.getScalarStyle() == ScalarStyle.LITERAL;
    int number = block ? start.line() + problem.line() : start.line();
    String raw = source.line(number);
    int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
    int from =
        block
            ? raw.length() - line.length()
            : raw.offsetByCodePoints(
                0, Math.min(start.column() - 1 + quote, raw.codePointCount(0, raw.length())));
    boolean asWritten = (block || lines.size() <= 1) && from >= 0 && raw.startsWith(line, from);
    return asWritten
        ? Optional.of(new Place(number, raw.codePointCount(0, from) + problem.column()))
        : Optional.empty();
  }
}
