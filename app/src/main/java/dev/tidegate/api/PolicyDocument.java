package dev.tidegate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.policy.Finding;
import dev.tidegate.policy.GroupId;
import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.reload.PolicyReload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The policies in force; the JSON form is part of the API.
 *
 * @param revision what changes with every change of a file
 * @param since when they came into force
 * @param files the files that they stand in, in order
 * @param groups all groups that some policy names
 * @param entries the policies in the order of the files
 * @param warnings what is hardly meant, by position
 * @param errors what is wrong with a newer set that was not put into force, by position; the first
 *     ones of many, and none where there is no such set
 * @param omitted how many more there are
 */
@JsonNaming(SnakeCaseStrategy.class)
record PolicyDocument(
    String revision,
    Instant since,
    List<String> files,
    List<String> groups,
    List<Entry> entries,
    List<FindingDocument> warnings,
    List<FindingDocument> errors,
    int omitted) {

  static PolicyDocument of(PolicyReload reload) {
    PolicySet set = reload.policies().current();
    List<Finding> faults = reload.refused().map(PolicyException::faults).orElse(List.of());
    List<Finding> shown = FindingDocument.first(faults);
    return new PolicyDocument(
        set.revision(),
        reload.since().truncatedTo(ChronoUnit.MILLIS),
        set.policies().stream().map(Policy::file).distinct().toList(),
        set.groups().stream().map(GroupId::toString).toList(),
        set.policies().stream().map(Entry::of).toList(),
        FindingDocument.all(set.warnings()),
        FindingDocument.all(shown),
        faults.size() - shown.size());
  }

  /**
   * One policy as it was written.
   *
   * @param id its id
   * @param kind {@code security.policy}, or {@code security.policy.expr} where it has an expression
   * @param description what its author says about it; empty if nothing
   * @param effect {@code allow} or {@code deny}
   * @param mode {@code enforce} or {@code shadow}
   * @param actions patterns of actions
   * @param resources patterns of resources
   * @param conditions what else must hold
   * @param expression what else must be true; null for one with conditions
   * @param groups whose members it concerns, in full and by name
   * @param file the file that it stands in
   * @param line where it begins there, from 1
   * @param column from 1
   */
  record Entry(
      String id,
      String kind,
      String description,
      String effect,
      String mode,
      List<String> actions,
      List<String> resources,
      List<Condition> conditions,
      @Nullable String expression,
      List<String> groups,
      String file,
      int line,
      int column) {

    static Entry of(Policy policy) {
      return new Entry(
          policy.id().toString(),
          policy.expression() == null ? "security.policy" : "security.policy.expr",
          policy.description(),
          ExplanationDocument.name(policy.effect()),
          ExplanationDocument.name(policy.mode()),
          policy.actions(),
          policy.resources(),
          policy.conditions().stream().map(Condition::of).toList(),
          policy.expression(),
          policy.groups().stream().sorted().map(GroupId::toString).toList(),
          policy.file(),
          policy.line(),
          policy.column());
    }
  }

  /**
   * One condition.
   *
   * @param field the field that is looked at
   * @param operator how it is compared
   * @param value with what; left out where there is none
   * @param valueFrom with which other field; left out where there is none
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Condition(
      String field, String operator, @Nullable Object value, @Nullable String valueFrom) {

    static Condition of(Policy.Condition written) {
      return new Condition(
          written.field(), written.operator(), written.value(), written.valueFrom());
    }
  }
}
