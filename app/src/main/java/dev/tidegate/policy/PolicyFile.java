package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the policies of one file and reports everything in it that is wrong. */
final class PolicyFile {

  private static final String VERSION = "1.0";
  private static final String KIND = "security.policy";
  private static final String EXPRESSION_KIND = "security.policy.expr";

  private static final List<String> FILE_KEYS = List.of("version", "namespace", "entries");
  private static final List<String> ENTRY_KEYS =
      List.of("name", "kind", "description", "meta", "policy", "groups");
  private static final List<String> META_KEYS = List.of("comment");
  private static final List<String> POLICY_KEYS = List.of("actions", "resources", "effect");

  private static final String NO_MODE = "\"mode\" is not supported by this version";
  private static final Map<String, String> ENTRY_UNSUPPORTED = Map.of("mode", NO_MODE);
  private static final Map<String, String> POLICY_UNSUPPORTED =
      Map.of(
          "mode",
          NO_MODE,
          "conditions",
          "conditions are not supported by this version",
          "expression",
          "expressions are not supported by this version");

  private final String file;
  private final Consumer<Finding> faults;

  PolicyFile(String file, Consumer<Finding> faults) {
    this.file = file;
    this.faults = faults;
  }

  /** The rules that could be read; the others have been reported. */
  List<Rule> read(byte[] bytes) {
    Optional<Section> root =
        new YamlSource(file, faults)
            .compose(bytes)
            .flatMap(node -> section(node, "the file", FILE_KEYS, Map.of()));
    if (root.isEmpty()) {
      return List.of();
    }
    Section section = root.get();
    section.required("version").ifPresent(version -> checkVersion(section, version));
    Optional<String> namespace =
        section
            .requiredText("namespace")
            .filter(text -> isName(section, text))
            .map(Section.Text::value);
    List<Rule> rules = new ArrayList<>();
    for (Node entry : entries(section)) {
      // With a bad namespace the entries are still read, for the sake of their own faults.
      Optional<Rule> rule =
          section(entry, "an entry", ENTRY_KEYS, ENTRY_UNSUPPORTED)
              .flatMap(found -> entry(found, entry, namespace.orElse("unknown")));
      if (namespace.isPresent()) {
        rule.ifPresent(rules::add);
      }
    }
    return rules;
  }

  private Optional<Section> section(
      Node node, String what, List<String> known, Map<String, String> unsupported) {
    return Section.of(file, node, what, known, unsupported, faults);
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

  private Optional<Rule> entry(Section entry, Node node, String namespace) {
    Optional<PolicyId> id =
        entry
            .requiredText("name")
            .filter(text -> isName(entry, text))
            .map(text -> new PolicyId(namespace, text.value()));
    boolean kind =
        entry.requiredText("kind").filter(text -> isSupportedKind(entry, text)).isPresent();
    String description = entry.optionalText("description").map(Section.Text::value).orElse("");
    entry
        .optional("meta")
        .flatMap(meta -> section(meta, "meta", META_KEYS, Map.of()))
        .ifPresent(meta -> meta.optionalText("comment"));
    Set<GroupId> groups = groups(entry, namespace);
    Optional<Section> policy =
        // What another kind holds in "policy" is not ours to judge.
        kind
            ? entry
                .required("policy")
                .flatMap(body -> section(body, "policy", POLICY_KEYS, POLICY_UNSUPPORTED))
            : Optional.empty();
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    Optional<Effect> effect = effect(policy.get());
    PatternReader patterns = new PatternReader(policy.get());
    if (id.isEmpty() || effect.isEmpty()) {
      return Optional.empty();
    }
    Finding start = Section.at(file, node, "");
    Policy written =
        new Policy(
            id.get(),
            description,
            effect.get(),
            Mode.ENFORCE,
            patterns.actionTexts(),
            patterns.resourceTexts(),
            groups,
            file,
            start.line(),
            start.column());
    return Optional.of(new Rule(written, patterns.actions(), patterns.resources()));
  }

  private static boolean isSupportedKind(Section entry, Section.Text kind) {
    switch (kind.value()) {
      case KIND -> {
        return true;
      }
      case EXPRESSION_KIND ->
          entry.report(
              kind.node(),
              "expression policies (" + EXPRESSION_KIND + ") are not supported by this version");
      default ->
          entry.report(
              kind.node(),
              "unsupported policy kind \"%s\"; write \"%s\"".formatted(kind.value(), KIND));
    }
    return false;
  }

  private static Set<GroupId> groups(Section entry, String namespace) {
    Set<GroupId> groups = new LinkedHashSet<>();
    for (Section.Text text : entry.optionalTexts("groups")) {
      int colon = text.value().indexOf(':');
      String space = colon < 0 ? namespace : text.value().substring(0, colon);
      String name = text.value().substring(colon + 1);
      if (Names.isName(space) && Names.isName(name)) {
        groups.add(new GroupId(space, name));
      } else {
        entry.report(
            text.node(),
            "\"%s\" is no group; write a name or namespace:name, each with %s"
                .formatted(text.value(), Names.RULE));
      }
    }
    return groups;
  }

  private static boolean isName(Section section, Section.Text text) {
    boolean name = Names.isName(text.value());
    if (!name) {
      section.report(
          text.node(), "\"%s\" is no name; it may hold %s".formatted(text.value(), Names.RULE));
    }
    return name;
  }

  private static Optional<Effect> effect(Section policy) {
    Optional<Section.Text> text = policy.requiredText("effect");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.get().value()) {
      case "allow" -> Optional.of(Effect.ALLOW);
      case "deny" -> Optional.of(Effect.DENY);
      default -> {
        policy.report(
            text.get().node(),
            "invalid policy effect \"%s\"; write allow or deny, in lower case"
                .formatted(text.get().value()));
        yield Optional.empty();
      }
    };
  }
}
