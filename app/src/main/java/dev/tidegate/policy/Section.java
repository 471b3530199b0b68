package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a policy file: reads typed values by key and reports, each at its place, keys that
 * are missing, doubled or unknown and values of the wrong type.
 */
final class Section {

  private final String file;
  private final Node node;
  private final Findings findings;
  private final Map<String, Node> values;

  private Section(String file, Node node, Map<String, Node> values, Findings findings) {
    this.file = file;
    this.node = node;
    this.values = values;
    this.findings = findings;
  }

  /** A text and where it stands. */
  record Text(String value, Node node) {}

  /**
   * Reads a mapping.
   *
   * @param what its name in messages
   * @param known the keys it may have
   * @param unsupported keys of the format that this version refuses, with what to say about each
   * @return empty, after reporting it, if the node is no mapping
   */
  static Optional<Section> of(
      String file,
      Node node,
      String what,
      List<String> known,
      Map<String, String> unsupported,
      Findings findings) {
    if (!(node instanceof MappingNode mapping)) {
      findings.fault(at(file, node, "%s must be a mapping, found %s".formatted(what, kind(node))));
      return Optional.empty();
    }
    Map<String, Node> values = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (NodeTuple pair : mapping.getValue()) {
      Node keyNode = pair.getKeyNode();
      if (!(keyNode instanceof ScalarNode scalar)) {
        findings.fault(at(file, keyNode, "a key must be text, found " + kind(keyNode)));
        continue;
      }
      String key = scalar.getValue();
      if (!seen.add(key)) {
        findings.fault(at(file, keyNode, "key \"" + key + "\" stands here a second time"));
      } else if (unsupported.containsKey(key)) {
        findings.fault(at(file, keyNode, unsupported.get(key)));
      } else if (!known.contains(key)) {
        findings.fault(
            at(
                file,
                keyNode,
                "unknown key \"%s\" in %s%s known are %s"
                    .formatted(key, what, meant(key, known), String.join(", ", known))));
      } else {
        values.put(key, pair.getValueNode());
      }
    }
    return Optional.of(new Section(file, node, values, findings));
  }

  private static String meant(String key, List<String> known) {
    return Spelling.nearest(key, known).map(near -> ", did you mean \"" + near + "\"?").orElse(";");
  }

  /** The value under a key; reports it missing. */
  Optional<Node> required(String key) {
    Optional<Node> value = optional(key);
    if (value.isEmpty()) {
      report(node, "\"" + key + "\" is missing");
    }
    return value;
  }

  Optional<Node> optional(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** A text under a key; reports it missing or not a text. */
  Optional<Text> requiredText(String key) {
    return required(key).flatMap(value -> text(value, key));
  }

  /** A text under a key; reports it only if it is not a text. */
  Optional<Text> optionalText(String key) {
    return optional(key).flatMap(value -> text(value, key));
  }

  /** One text or a list of texts, without those that were reported. */
  List<Text> requiredTexts(String key) {
    return required(key).map(value -> texts(value, key)).orElse(List.of());
  }

  /** A list of texts, without those that were reported. */
  List<Text> optionalTexts(String key) {
    return optional(key).map(value -> texts(value, key)).orElse(List.of());
  }

  private List<Text> texts(Node value, String key) {
    if (!(value instanceof SequenceNode sequence)) {
      return text(value, key).map(List::of).orElse(List.of());
    }
    if (sequence.getValue().isEmpty()) {
      report(value, "\"" + key + "\" is an empty list");
    }
    if (!holdsAtMost(Limits.MOST_ITEMS, sequence, "items")) {
      return List.of();
    }
    Map<String, Text> texts = new LinkedHashMap<>();
    for (Node item : sequence.getValue()) {
      text(item, "an item of " + key)
          .ifPresent(text -> {
            if (texts.putIfAbsent(text.value(), text) != null) {
              report(item, "\"%s\" is in the list a second time".formatted(text.value()));
            }
          });
    }
    return new ArrayList<>(texts.values());
  }

  /** Reports a list that is longer. */
  boolean holdsAtMost(int most, SequenceNode list, String what) {
    boolean fits = list.getValue().size() <= most;
    if (!fits) {
      report(list.getValue().get(most), "this list has more than " + most + " " + what);
    }
    return fits;
  }

  /** A text; reports it if it is none. */
  Optional<Text> text(Node value, String what) {
    if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return Optional.of(new Text(scalar.getValue(), value));
    }
    report(value, "\"%s\" must be text, found %s".formatted(what, kind(value)));
    return Optional.empty();
  }

  /** Reports a fault at a node of this file. */
  void report(Node at, String message) {
    findings.fault(at(file, at, message));
  }

  /** Reports a fault of this mapping as a whole. */
  void report(String message) {
    report(node, message);
  }

  /** Reports a fault at a place of this file. */
  void report(Place at, String message) {
    findings.fault(new Finding(file, at.line(), at.column(), message));
  }

  /** Another mapping of this file, as {@link #of} reads it. */
  Optional<Section> section(
      Node other, String what, List<String> known, Map<String, String> unsupported) {
    return of(file, other, what, known, unsupported, findings);
  }

  /** Reports something at a node that is no fault. */
  void warn(Node at, String message) {
    findings.warn(at(file, at, message));
  }

  /** Where a node stands. */
  Place place(Node at) {
    Finding found = at(file, at, "");
    return new Place(found.line(), found.column());
  }

  /** Where this mapping begins. */
  Place place() {
    return place(node);
  }

  static Finding at(String file, Node node, String message) {
    @Nullable Mark mark = node.getStartMark().orElse(null);
    return mark == null
        ? new Finding(file, 0, 0, message)
        : new Finding(file, mark.getLine() + 1, mark.getColumn() + 1, message);
  }

  static String kind(Node node) {
    return switch (node.getNodeType()) {
      case MAPPING -> "a mapping";
      case SEQUENCE -> "a list";
      case ANCHOR -> "an alias";
      case SCALAR -> scalarKind(node.getTag());
    };
  }

  private static String scalarKind(Tag tag) {
    if (tag.equals(Tag.STR)) {
      return "text";
    }
    if (tag.equals(Tag.NULL)) {
      return "nothing";
    }
    if (tag.equals(Tag.BOOL)) {
      return "a boolean; put it in quotes to make it text";
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return "a number; put it in quotes to make it text";
    }
    return "a value with the tag " + tag;
  }
}
