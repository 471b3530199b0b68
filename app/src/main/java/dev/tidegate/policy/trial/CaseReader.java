package dev.tidegate.policy.trial;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.StrictMapping;
import dev.tidegate.policy.StrictMapping.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the cases of one file against the set that they are about, and reports what is wrong. */
final class CaseReader {

  static final List<String> FILE_KEYS = List.of("version", "namespace", "actors", "cases");

  private static final String VERSION = "1.0";
  private static final List<String> ACTOR_KEYS = List.of("id", "meta", "groups");
  private static final List<String> EXPECT_KEYS = List.of("decision", "by", "in_shadow", "shadows");
  private static final List<String> CASE_KEYS =
      List.of("name", "actor", "connect", "secrets", "action", "resource", "meta", "job", "expect");

  private final String file;
  private final PolicySet set;
  private final StrictMapping root;
  private final Optional<String> namespace;
  private final Map<String, StrictMapping> actors;

  CaseReader(String file, PolicySet set, StrictMapping root) {
    this.file = file;
    this.set = set;
    this.root = root;
    root.requiredScalar("version")
        .filter(version -> !version.value().equals(VERSION))
        .ifPresent(version -> root.report(version, "the version must be \"" + VERSION + "\""));
    this.namespace = root.optionalText("namespace").map(Text::value);
    this.actors = root.named("actors", "an actor", ACTOR_KEYS);
  }

  /** The cases that could be read. */
  List<Case> read() {
    actors.values().forEach(this::actor);
    List<Case> cases = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (StrictMapping each : root.requiredMappings("cases", "a case", CASE_KEYS)) {
      Optional<Text> name = each.requiredText("name");
      name.filter(text -> !names.add(text.value()))
          .ifPresent(
              text -> each.report(text, "case \"" + text.value() + "\" stands here a second time"));
      Optional<Actor> actor = actorOf(each);
      List<AccessRequest> requests =
          RequestReader.read(each, actor.orElse(new Actor("unknown", Set.of())));
      Optional<Expectation> expectation = expectation(each);
      if (name.isPresent() && actor.isPresent() && !requests.isEmpty() && expectation.isPresent()) {
        cases.add(
            new Case(
                name.get().value(), requests, expectation.get(), file, each.line(), each.column()));
      }
    }
    return cases;
  }

  private Optional<Actor> actorOf(StrictMapping each) {
    if (!each.has("actor")) {
      each.report("\"actor\" is missing");
      return Optional.empty();
    }
    if (each.hasMapping("actor")) {
      return each.optionalMapping("actor", "an actor", ACTOR_KEYS).flatMap(this::actor);
    }
    return each.optionalText("actor")
        .flatMap(name -> {
          StrictMapping known = actors.get(name.value());
          if (known == null) {
            each.report(
                name,
                "there is no actor \"%s\" under actors; known are %s"
                    .formatted(name.value(), listed(actors.keySet())));
            return Optional.empty();
          }
          return actor(known);
        });
  }

  private Optional<Actor> actor(StrictMapping mapping) {
    Set<String> groups = new LinkedHashSet<>();
    for (Text group : mapping.optionalTexts("groups")) {
      groups.add(group.value());
      if (!set.knows(group.value())) {
        mapping.report(
            group,
            "no policy is for the group \"%s\"; known are %s"
                .formatted(group.value(), listed(set.groups())));
      }
    }
    Metadata meta = mapping.metadata("meta");
    return mapping.requiredText("id").map(id -> new Actor(id.value(), meta, groups));
  }

  private Optional<Expectation> expectation(StrictMapping each) {
    if (!each.has("expect")) {
      each.report("\"expect\" is missing");
      return Optional.empty();
    }
    if (!each.hasMapping("expect")) {
      return each.optionalText("expect")
          .flatMap(text -> verdict(each, text))
          .map(verdict ->
              new Expectation(verdict, Optional.empty(), Optional.empty(), Optional.empty()));
    }
    return each.optionalMapping("expect", "expect", EXPECT_KEYS)
        .flatMap(expect -> {
          Optional<Set<PolicyId>> by = policies(expect, "by");
          Optional<Verdict> inShadow =
              expect.optionalText("in_shadow").flatMap(text -> verdict(expect, text));
          Optional<Set<PolicyId>> shadows = policies(expect, "shadows");
          return expect
              .requiredText("decision")
              .flatMap(text -> verdict(expect, text))
              .map(decision -> new Expectation(decision, by, inShadow, shadows));
        });
  }

  private static Optional<Verdict> verdict(StrictMapping at, Text text) {
    Optional<Verdict> verdict = Verdict.named(text.value());
    if (verdict.isEmpty()) {
      at.report(text, "\"" + text.value() + "\" is no decision; write allow, deny or undefined");
    }
    return verdict;
  }

  private Optional<Set<PolicyId>> policies(StrictMapping expect, String key) {
    if (!expect.has(key)) {
      return Optional.empty();
    }
    Set<PolicyId> policies = new LinkedHashSet<>();
    for (Text text : expect.optionalTexts(key)) {
      Optional<PolicyId> known = policy(text.value());
      known.ifPresent(policies::add);
      if (known.isEmpty()) {
        expect.report(text, "there is no policy \"" + text.value() + "\"; " + form(text.value()));
      }
    }
    return Optional.of(policies);
  }

  private Optional<PolicyId> policy(String text) {
    String id =
        text.indexOf(':') < 0 ? namespace.map(space -> space + ":").orElse("") + text : text;
    return set.policies().stream()
        .map(Policy::id)
        .filter(known -> known.toString().equals(id))
        .findFirst();
  }

  private String form(String text) {
    return text.indexOf(':') < 0 && namespace.isEmpty()
        ? "write namespace:name, or give the file a namespace"
        : "write the name of an entry, or namespace:name";
  }

  private static String listed(Iterable<?> names) {
    List<String> texts = new ArrayList<>();
    names.forEach(name -> texts.add(name.toString()));
    return texts.isEmpty() ? "none" : String.join(", ", texts);
  }
}
