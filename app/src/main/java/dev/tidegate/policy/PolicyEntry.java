package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one entry of a policy file. */
final class PolicyEntry {

  private static final List<String> KEYS =
      List.of("name", "kind", "description", "meta", "mode", "policy", "groups");
  private static final List<String> META_KEYS = List.of("comment");

  private static final String NO_MODE = "\"mode\" belongs to the entry, beside \"kind\"";

  private final String file;
  private final YamlSource source;
  private final String namespace;
  private final List<GroupUse> groups = new ArrayList<>();

  PolicyEntry(String file, YamlSource source, String namespace) {
    this.file = file;
    this.source = source;
    this.namespace = namespace;
  }

  /** What an entry consists of, by its kind. */
  private enum Kind {
    CONDITIONS("security.policy"),
    EXPRESSION("security.policy.expr");

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    List<String> keys() {
      return switch (this) {
        case CONDITIONS -> List.of("actions", "resources", "effect", "conditions");
        case EXPRESSION -> List.of("actions", "resources", "effect", "expression");
      };
    }

    Map<String, String> refused() {
      return switch (this) {
        case CONDITIONS ->
            Map.of(
                "mode",
                NO_MODE,
                "expression",
                "\"expression\" belongs to the kind \"" + EXPRESSION.name + "\"");
        case EXPRESSION ->
            Map.of(
                "mode",
                NO_MODE,
                "conditions",
                "a policy of the kind \"%s\" has no conditions; write them into the expression"
                    .formatted(EXPRESSION.name));
      };
    }
  }

  /** The groups that it names, found while it was read. */
  List<GroupUse> groups() {
    return groups;
  }

  /** The rule; empty after reporting what is wrong with it. */
  Optional<Rule> read(Section parent, Node node) {
    return parent.section(node, "an entry", KEYS, Map.of()).flatMap(this::read);
  }

  private Optional<Rule> read(Section entry) {
    Optional<PolicyId> id =
        entry
            .requiredText("name")
            .filter(text -> isName(entry, text))
            .map(text -> new PolicyId(namespace, text.value()));
    Optional<Kind> kind = entry.requiredText("kind").flatMap(text -> kind(entry, text));
    String description = entry.optionalText("description").map(Section.Text::value).orElse("");
    entry
        .optional("meta")
        .flatMap(meta -> entry.section(meta, "meta", META_KEYS, Map.of()))
        .ifPresent(meta -> meta.optionalText("comment"));
    Optional<Mode> mode =
        entry
            .optionalText("mode")
            .map(text ->
                choice(entry, text, "mode", Map.of("enforce", Mode.ENFORCE, "shadow", Mode.SHADOW)))
            .orElse(Optional.of(Mode.ENFORCE));
    Set<GroupId> named = readGroups(entry);
    if (kind.isEmpty()) {
      // What another kind holds in "policy" is not ours to judge.
      return Optional.empty();
    }
    Optional<Section> body =
        entry
            .required("policy")
            .flatMap(
                policy -> entry.section(policy, "policy", kind.get().keys(), kind.get().refused()));
    if (body.isEmpty()) {
      return Optional.empty();
    }
    Section policy = body.get();
    Optional<Effect> effect =
        policy
            .requiredText("effect")
            .flatMap(text ->
                choice(
                    policy,
                    text,
                    "policy effect",
                    Map.of("allow", Effect.ALLOW, "deny", Effect.DENY)));
    PatternReader patterns = new PatternReader(policy);
    Optional<List<Requirement>> requirements =
        switch (kind.get()) {
          case CONDITIONS -> Optional.of(List.copyOf(new ConditionReader(policy).read()));
          case EXPRESSION -> new ExpressionReader(policy, source).read().map(List::of);
        };
    if (id.isEmpty() || effect.isEmpty() || mode.isEmpty() || requirements.isEmpty()) {
      return Optional.empty();
    }
    Place start = entry.place();
    Policy written =
        new Policy(
            id.get(),
            description,
            effect.get(),
            mode.get(),
            patterns.actionTexts(),
            patterns.resourceTexts(),
            conditions(requirements.get()),
            expression(requirements.get()),
            named,
            file,
            start.line(),
            start.column());
    Places places =
        new Places(place(entry, "groups"), place(policy, "actions"), place(policy, "resources"));
    return Optional.of(
        new Rule(written, patterns.actions(), patterns.resources(), requirements.get(), places));
  }

  private static List<Policy.Condition> conditions(List<Requirement> requirements) {
    return requirements.stream()
        .filter(Condition.class::isInstance)
        .map(requirement -> ((Condition) requirement).written())
        .toList();
  }

  private static @Nullable String expression(List<Requirement> requirements) {
    for (Requirement requirement : requirements) {
      if (requirement instanceof ExpressionRequirement expression) {
        return expression.text();
      }
    }
    return null;
  }

  private static Place place(Section section, String key) {
    return section.optional(key).map(section::place).orElse(section.place());
  }

  private static Optional<Kind> kind(Section entry, Section.Text text) {
    for (Kind kind : Kind.values()) {
      if (kind.name.equals(text.value())) {
        return Optional.of(kind);
      }
    }
    entry.report(
        text.node(),
        "unsupported policy kind \"%s\"; write \"%s\" or \"%s\""
            .formatted(text.value(), Kind.CONDITIONS.name, Kind.EXPRESSION.name));
    return Optional.empty();
  }

  private static <T> Optional<T> choice(
      Section section, Section.Text text, String what, Map<String, T> choices) {
    @Nullable T choice = choices.get(text.value());
    if (choice == null) {
      section.report(
          text.node(),
          "invalid %s \"%s\"; write %s, in lower case"
              .formatted(
                  what,
                  text.value(),
                  String.join(" or ", choices.keySet().stream().sorted().toList())));
    }
    return Optional.ofNullable(choice);
  }

  private Set<GroupId> readGroups(Section entry) {
    Set<GroupId> named = new LinkedHashSet<>();
    for (Section.Text text : entry.optionalTexts("groups")) {
      int colon = text.value().indexOf(':');
      String space = colon < 0 ? namespace : text.value().substring(0, colon);
      String name = text.value().substring(colon + 1);
      if (Names.isName(space) && Names.isName(name)) {
        GroupId group = new GroupId(space, name);
        if (!named.add(group)) {
          entry.report(text.node(), "group %s is in the list a second time".formatted(group));
        }
        groups.add(new GroupUse(group, namespace, file, entry.place(text.node())));
      } else {
        entry.report(
            text.node(),
            "\"%s\" is no group; write a name or namespace:name, each with %s"
                .formatted(text.value(), Names.RULE));
      }
    }
    return named;
  }

  static boolean isName(Section section, Section.Text text) {
    boolean name = Names.isName(text.value());
    if (!name) {
      section.report(
          text.node(), "\"%s\" is no name; it may hold %s".formatted(text.value(), Names.RULE));
    }
    return name;
  }
}
