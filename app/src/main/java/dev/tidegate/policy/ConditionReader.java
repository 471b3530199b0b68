package dev.tidegate.policy;

import dev.tidegate.policy.Condition.Operand;
import dev.tidegate.regex.BoundedRegex;
import dev.tidegate.regex.RegexFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the conditions of one policy. */
final class ConditionReader {

  private static final List<String> KEYS = List.of("field", "operator", "value", "value_from");

  private final Section policy;

  ConditionReader(Section policy) {
    this.policy = policy;
  }

  /** Those that could be read; the others have been reported. */
  List<Condition> read() {
    Optional<Node> node = policy.optional("conditions");
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode list)) {
      policy.report(
          node.get(),
          "\"conditions\" must be a list of {field, operator, value}, found "
              + Section.kind(node.get()));
      return List.of();
    }
    if (list.getValue().isEmpty()) {
      policy.report(list, "\"conditions\" is an empty list; leave it out");
    }
    if (!policy.holdsAtMost(Limits.MOST_CONDITIONS, list, "conditions")) {
      return List.of();
    }
    List<Condition> conditions = new ArrayList<>();
    for (Node item : list.getValue()) {
      Optional<Condition> condition = condition(item);
      condition.ifPresent(read -> {
        Contradictions.with(conditions, read)
            .ifPresent(words -> policy.report(item, "the policy can never apply: " + words));
        conditions.add(read);
      });
    }
    return conditions;
  }

  private Optional<Condition> condition(Node node) {
    Optional<Section> section = policy.section(node, "a condition", KEYS, Map.of());
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Section condition = section.get();
    Optional<FieldPath> field =
        condition.requiredText("field").flatMap(text -> path(condition, text));
    Optional<Operator> operator =
        condition.requiredText("operator").flatMap(text -> operator(condition, text));
    Optional<Node> value = condition.optional("value").filter(it -> !LiteralReader.isNull(it));
    Optional<Node> from = condition.optional("value_from").filter(it -> !LiteralReader.isNull(it));
    if (value.isPresent() && from.isPresent()) {
      condition.report(from.get(), "a condition has value or value_from, not both");
      return Optional.empty();
    }
    if (field.isEmpty() || operator.isEmpty()) {
      return Optional.empty();
    }
    Optional<Operand> operand =
        from.isPresent()
            ? from(condition, operator.get(), from.get())
            : literal(condition, operator.get(), value);
    return operand.map(
        other -> new Condition(field.get(), operator.get(), other, condition.place()));
  }

  private static Optional<FieldPath> path(Section section, Section.Text text) {
    try {
      return Optional.of(FieldPath.parse(text.value()));
    } catch (PatternFault fault) {
      section.report(text.node(), fault.fault());
      return Optional.empty();
    }
  }

  private static Optional<Operator> operator(Section section, Section.Text text) {
    Optional<Operator> operator = Operator.of(text.value());
    if (operator.isEmpty()) {
      section.report(
          text.node(),
          "invalid operator \"%s\"%s write one of %s"
              .formatted(
                  text.value(),
                  Spelling.nearest(text.value(), Operator.names())
                      .map(near -> ", did you mean \"" + near + "\"?")
                      .orElse(";"),
                  String.join(", ", Operator.names())));
    }
    return operator;
  }

  private Optional<Operand> from(Section condition, Operator operator, Node node) {
    if (operator.matchesText()) {
      condition.report(
          node, operator + " needs its regular expression as value, since it is compiled at load");
      return Optional.empty();
    }
    return condition
        .text(node, "value_from")
        .flatMap(text -> path(condition, text))
        .map(Operand.From::new);
  }

  private Optional<Operand> literal(Section condition, Operator operator, Optional<Node> value) {
    if (value.isEmpty()) {
      if (operator.asksForPresence()) {
        return Optional.of(new Operand.None());
      }
      condition.report("value or value_from is missing");
      return Optional.empty();
    }
    Node node = value.get();
    Optional<Object> read = new LiteralReader(condition).read(node);
    return read.flatMap(literal -> operand(condition, operator, node, literal));
  }

  private static Optional<Operand> operand(
      Section condition, Operator operator, Node node, Object literal) {
    if (operator.matchesText()) {
      return regex(condition, operator, node, literal);
    }
    Optional<String> fault = fault(operator, literal);
    if (fault.isPresent()) {
      condition.report(node, fault.get());
      return Optional.empty();
    }
    return Optional.of(new Operand.Literal(literal));
  }

  private static Optional<Operand> regex(
      Section condition, Operator operator, Node node, Object literal) {
    if (!(literal instanceof String text)) {
      condition.report(node, operator + " needs a regular expression in quotes");
      return Optional.empty();
    }
    try {
      return Optional.of(new Operand.Regex(BoundedRegex.compile(text)));
    } catch (RegexFault fault) {
      condition.report(node, "%s %s".formatted(Values.shown(text), fault.words()));
      return Optional.empty();
    }
  }

  private static Optional<String> fault(Operator operator, Object literal) {
    boolean list = literal instanceof List<?>;
    if (operator.asksForPresence() && !(literal instanceof Boolean)) {
      return Optional.of(operator + " has the value true or false, or none, which means true");
    }
    if (operator.comparesNumbers() && Values.number(literal) == null) {
      return Optional.of(
          "%s compares numbers, and %s is none".formatted(operator, Values.shown(literal)));
    }
    if (operator.looksIntoList() && !list && !(literal instanceof String)) {
      return Optional.of(
          "%s looks into a list; write [%s]".formatted(operator, Values.shown(literal)));
    }
    if (operator.looksIntoList() && literal.equals(List.of())) {
      return Optional.of(
          operator == Operator.IN
              ? "the policy can never apply: nothing is in an empty list"
              : "nin with an empty list holds of everything that is there; write exists");
    }
    if (list && !operator.looksIntoList()) {
      return Optional.of(
          "%s compares with one value, not with a list; write %s for one of several"
              .formatted(operator, operator == Operator.NE ? Operator.NIN : Operator.IN));
    }
    return Optional.empty();
  }
}
