package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the policies of one file and reports everything in it that is wrong. */
final class PolicyFile {

  private static final String VERSION = "1.0";
  private static final List<String> KEYS = List.of("version", "namespace", "entries");

  private final String file;
  private final Findings findings;

  PolicyFile(String file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /**
   * What a file holds.
   *
   * @param readable whether it is YAML with a mapping in it
   * @param rules those that could be read; the others have been reported
   * @param groups all groups that its entries name, also of those with faults
   */
  record Content(boolean readable, List<Rule> rules, List<GroupUse> groups) {}

  /** Reads the file. */
  Content read(byte[] bytes) {
    YamlSource source = new YamlSource(file, "version, namespace and entries", findings);
    Optional<Section> root =
        source
            .compose(bytes)
            .flatMap(node -> Section.of(file, node, "the file", KEYS, Map.of(), findings));
    if (root.isEmpty()) {
      return new Content(false, List.of(), List.of());
    }
    Section section = root.get();
    section.required("version").ifPresent(version -> checkVersion(section, version));
    Optional<String> namespace =
        section
            .requiredText("namespace")
            .filter(text -> PolicyEntry.isName(section, text))
            .map(Section.Text::value);
    List<Rule> rules = new ArrayList<>();
    List<GroupUse> groups = new ArrayList<>();
    for (Node entry : entries(section)) {
      // With a bad namespace the entries are still read, for the sake of their own faults.
      PolicyEntry reader = new PolicyEntry(file, source, namespace.orElse("unknown"));
      Optional<Rule> rule = reader.read(section, entry);
      if (namespace.isPresent()) {
        rule.ifPresent(rules::add);
        groups.addAll(reader.groups());
      }
    }
    return new Content(namespace.isPresent(), rules, groups);
  }

  private static void checkVersion(Section section, Node version) {
    // Quoted or not: 1.0 without quotes is a number to YAML and still means this version.
    if (!(version instanceof ScalarNode scalar && scalar.getValue().equals(VERSION))) {
      section.report(version, "the version must be \"" + VERSION + "\"");
    }
  }

  private static List<Node> entries(Section section) {
    Optional<Node> entries = section.required("entries");
    if (entries.isEmpty()) {
      return List.of();
    }
    if (entries.get() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    section.report(entries.get(), "\"entries\" must be a list; write [] for none");
    return List.of();
  }
}
