package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a file that stands beside policies and is read as strictly as they are: what is
 * missing, doubled, unknown or of the wrong type is reported at its place.
 */
public final class StrictMapping {

  private final String file;
  private final Node node;
  private final Section section;
  private final Findings findings;

  private StrictMapping(String file, Node node, Section section, Findings findings) {
    this.file = file;
    this.node = node;
    this.section = section;
    this.findings = findings;
  }

  /**
   * A text and where it stands.
   *
   * @param value the text
   * @param line from 1
   * @param column from 1
   */
  public record Text(String value, int line, int column) {}

  /**
   * Reads a file whose root is a mapping.
   *
   * @param file its name in messages
   * @param content its bytes
   * @param expected what it should hold, for the message about one that holds nothing
   * @param keys the keys that its root may have
   * @param findings told of everything that is wrong
   * @return empty, after reporting why, if there is no such mapping
   */
  public static Optional<StrictMapping> read(
      String file, byte[] content, String expected, List<String> keys, Findings findings) {
    return new YamlSource(file, expected, findings)
        .compose(content)
        .flatMap(root -> of(file, root, "the file", keys, findings));
  }

  private static Optional<StrictMapping> of(
      String file, Node node, String what, List<String> keys, Findings findings) {
    return Section.of(file, node, what, keys, Map.of(), findings)
        .map(section -> new StrictMapping(file, node, section, findings));
  }

  /** The line where it begins, from 1. */
  public int line() {
    return Section.at(file, node, "").line();
  }

  /** The column where it begins, from 1. */
  public int column() {
    return Section.at(file, node, "").column();
  }

  /** Whether there is something under a key. */
  public boolean has(String key) {
    return section.optional(key).isPresent();
  }

  /** Whether there is a mapping under a key. */
  public boolean hasMapping(String key) {
    return section.optional(key).filter(MappingNode.class::isInstance).isPresent();
  }

  /** A text under a key; reports it missing or not a text. */
  public Optional<Text> requiredText(String key) {
    return section.requiredText(key).map(this::located);
  }

  /** A text under a key; reports it only if it is not a text. */
  public Optional<Text> optionalText(String key) {
    return section.optionalText(key).map(this::located);
  }

  /** One text or a list of texts under a key, without those that were reported. */
  public List<Text> optionalTexts(String key) {
    return section.optionalTexts(key).stream().map(this::located).toList();
  }

  /** The text of a scalar under a key, also where YAML takes it for a number. */
  public Optional<Text> requiredScalar(String key) {
    return section
        .required(key)
        .flatMap(value -> {
          if (value instanceof ScalarNode scalar) {
            return Optional.of(located(new Section.Text(scalar.getValue(), value)));
          }
          section.report(value, "\"" + key + "\" must be text");
          return Optional.empty();
        });
  }

  /**
   * A mapping under a key; empty without a report if there is nothing.
   *
   * @param what its name in messages
   * @param keys the keys that it may have
   */
  public Optional<StrictMapping> optionalMapping(String key, String what, List<String> keys) {
    return section.optional(key).flatMap(value -> of(file, value, what, keys, findings));
  }

  /**
   * The mappings of a list under a key, without those that were reported; reports it missing or not
   * a list.
   *
   * @param what the name of each in messages
   * @param keys the keys that each may have
   */
  public List<StrictMapping> requiredMappings(String key, String what, List<String> keys) {
    Optional<Node> value = section.required(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof SequenceNode sequence)) {
      section.report(value.get(), "\"" + key + "\" must be a list; write [] for none");
      return List.of();
    }
    List<StrictMapping> mappings = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      of(file, item, what, keys, findings).ifPresent(mappings::add);
    }
    return mappings;
  }

  /**
   * The mappings under the free keys of a mapping, in its order; empty without a report if there is
   * nothing under the key.
   *
   * @param what the name of each in messages
   * @param keys the keys that each may have
   */
  public Map<String, StrictMapping> named(String key, String what, List<String> keys) {
    Map<String, StrictMapping> mappings = new LinkedHashMap<>();
    mapping(key)
        .ifPresent(mapping -> {
          // Reports keys that are no text or stand there twice.
          new YamlValues(file, findings).map(mapping);
          for (NodeTuple pair : mapping.getValue()) {
            if (pair.getKeyNode() instanceof ScalarNode name) {
              of(file, pair.getValueNode(), what, keys, findings)
                  .ifPresent(each -> mappings.putIfAbsent(name.getValue(), each));
            }
          }
        });
    return mappings;
  }

  /** The free-form values under a key; empty if there is nothing, or what there is was reported. */
  public Metadata metadata(String key) {
    return mapping(key)
        .map(mapping -> {
          try {
            return Metadata.of(new YamlValues(file, findings).map(mapping));
          } catch (IllegalArgumentException unusable) {
            section.report(mapping, String.valueOf(unusable.getMessage()));
            return Metadata.EMPTY;
          }
        })
        .orElse(Metadata.EMPTY);
  }

  /** The texts under the free keys of a mapping, without those that were reported. */
  public Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    metadata(key)
        .values()
        .forEach((name, value) -> {
          if (value instanceof String text) {
            texts.put(name, text);
          } else {
            report(key, "\"" + name + "\" must be text; put it in quotes");
          }
        });
    return texts;
  }

  private Optional<MappingNode> mapping(String key) {
    return section
        .optional(key)
        .flatMap(value -> {
          if (value instanceof MappingNode mapping) {
            return Optional.of(mapping);
          }
          section.report(value, "\"" + key + "\" must be a mapping");
          return Optional.empty();
        });
  }

  private Text located(Section.Text text) {
    Finding place = Section.at(file, text.node(), "");
    return new Text(text.value(), place.line(), place.column());
  }

  /** Reports a fault of the mapping as a whole. */
  public void report(String message) {
    section.report(node, message);
  }

  /** Reports a fault of what stands under a key, or of the mapping if nothing does. */
  public void report(String key, String message) {
    section.report(section.optional(key).orElse(node), message);
  }

  /** Reports a fault of a text of this file. */
  public void report(Text at, String message) {
    findings.fault(new Finding(file, at.line(), at.column(), message));
  }
}
