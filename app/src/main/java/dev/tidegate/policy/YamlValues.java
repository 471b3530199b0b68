package dev.tidegate.policy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads free-form values, as {@link Metadata} holds them, and reports those that it can't. */
final class YamlValues {

  private final String file;
  private final Findings findings;

  YamlValues(String file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** The pairs of a mapping; those that were reported are left out. */
  Map<String, @Nullable Object> map(MappingNode mapping) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (NodeTuple pair : mapping.getValue()) {
      Node key = pair.getKeyNode();
      if (!(key instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR))) {
        report(key, "a key must be text; put it in quotes");
      } else if (values.containsKey(scalar.getValue())) {
        report(key, "key \"" + scalar.getValue() + "\" stands here a second time");
      } else {
        values.put(scalar.getValue(), value(pair.getValueNode()));
      }
    }
    return values;
  }

  private @Nullable Object value(Node node) {
    return switch (node) {
      case MappingNode mapping -> map(mapping);
      case SequenceNode sequence -> list(sequence);
      case ScalarNode scalar -> scalar(scalar);
      default -> {
        report(node, "is no value");
        yield null;
      }
    };
  }

  private List<@Nullable Object> list(SequenceNode sequence) {
    List<@Nullable Object> values = new ArrayList<>();
    sequence.getValue().forEach(item -> values.add(value(item)));
    return values;
  }

  private @Nullable Object scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.STR)) {
      return text;
    }
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      BigInteger number = new BigInteger(text);
      if (number.bitLength() < Long.SIZE) {
        return number.longValue();
      }
      report(scalar, "a whole number must fit 64 bits; put it in quotes to make it text");
      return null;
    }
    if (tag.equals(Tag.FLOAT) && Double.isFinite(number(text))) {
      return number(text);
    }
    report(scalar, "\"" + text + "\" is no value; put it in quotes to make it text");
    return null;
  }

  /** Not finite for what YAML calls infinite or no number. */
  private static double number(String text) {
    return text.endsWith("inf") || text.endsWith("nan") ? Double.NaN : Double.parseDouble(text);
  }

  private void report(Node at, String message) {
    findings.fault(Section.at(file, at, message));
  }
}
