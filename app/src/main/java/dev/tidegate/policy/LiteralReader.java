package dev.tidegate.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the value of a condition: a text, a number, a boolean, or a list of these. What YAML
 * readers don't agree about must be put in quotes.
 */
final class LiteralReader {

  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "~|(?i:null|true|false|yes|no|on|off|y|n)"
              + "|[-+]?(?i:\\.inf|\\.nan|inf|nan)"
              + "|[-+]?0[xob][0-9A-Fa-f_]+|[-+]?[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
              + "|[-+]?\\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?|[0-9]+(?::[0-9]{1,2})+(?:\\.[0-9]*)?");

  private final Section section;

  LiteralReader(Section section) {
    this.section = section;
  }

  /** The value; empty after reporting it. */
  Optional<Object> read(Node node) {
    if (node instanceof SequenceNode sequence) {
      return list(sequence).map(list -> list);
    }
    return scalar(node, "a value");
  }

  private Optional<List<Object>> list(SequenceNode sequence) {
    if (!section.holdsAtMost(Limits.MOST_ITEMS, sequence, "items")) {
      return Optional.empty();
    }
    List<Object> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      Optional<Object> value = scalar(item, "an item of value");
      if (value.isPresent() && items.contains(value.get())) {
        section.report(item, Values.shown(value.get()) + " is in the list a second time");
      }
      value.ifPresent(items::add);
    }
    return items.size() == sequence.getValue().size() ? Optional.of(items) : Optional.empty();
  }

  private Optional<Object> scalar(Node node, String what) {
    if (!(node instanceof ScalarNode scalar)) {
      section.report(
          node,
          "%s must be text, a number or a boolean, found %s".formatted(what, Section.kind(node)));
      return Optional.empty();
    }
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.STR)) {
      return plainText(scalar);
    }
    if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
      return Optional.of(Boolean.valueOf(text));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(scalar);
    }
    section.report(
        node,
        tag.equals(Tag.NULL)
            ? what + " cannot be null; leave value out to ask for nothing"
            : "%s must be text, a number or a boolean, found one with the tag %s"
                .formatted(what, tag));
    return Optional.empty();
  }

  private Optional<Object> plainText(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() == ScalarStyle.PLAIN && AMBIGUOUS.matcher(text).matches()) {
      section.report(
          scalar,
          "%s means different things to different readers of YAML; put it in quotes to make it text"
              .formatted(text));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private Optional<Object> number(ScalarNode scalar) {
    BigDecimal number = Values.number(scalar.getValue());
    if (number == null) {
      section.report(
          scalar,
          "%s is no number of decimal digits; put it in quotes to make it text"
              .formatted(Values.shown(scalar.getValue())));
      return Optional.empty();
    }
    if (number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0) {
      if (number.precision() - number.scale() > 19
          || number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
        section.report(
            scalar, "a whole number has at most 18 digits; put it in quotes to make it text");
        return Optional.empty();
      }
      return Optional.of(number.longValueExact());
    }
    double value = number.doubleValue();
    if (Double.isInfinite(value)) {
      section.report(scalar, "this number is too large; put it in quotes to make it text");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  static boolean isNull(Node node) {
    return node.getNodeType() == NodeType.SCALAR && node.getTag().equals(Tag.NULL);
  }
}
