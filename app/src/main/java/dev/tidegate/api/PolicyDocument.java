package dev.tidegate.api;

import dev.tidegate.policy.GroupId;
import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicySet;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The policies in force; the JSON form is part of the API.
 *
 * @param revision what changes with every change of a file
 * @param files the files that they stand in, in order
 * @param groups all groups that some policy names
 * @param policies the policies in the order of the files
 * @param warnings what is hardly meant, by position
 */
@JsonNaming(SnakeCaseStrategy.class)
record PolicyDocument(
    String revision,
    List<String> files,
    List<String> groups,
    List<Entry> policies,
    List<FindingDocument> warnings) {

  static PolicyDocument of(PolicySet set) {
    return new PolicyDocument(
        set.revision(),
        set.policies().stream().map(Policy::file).distinct().toList(),
        set.groups().stream().map(GroupId::toString).toList(),
        set.policies().stream().map(Entry::of).toList(),
        FindingDocument.all(set.warnings()));
  }

  /**
   * One policy as it was written.
   *
   * @param id its id
   * @param description what its author says about it; empty if nothing
   * @param effect {@code allow} or {@code deny}
   * @param mode {@code enforce} or {@code shadow}
   * @param actions patterns of actions
   * @param resources patterns of resources
   * @param groups whose members it concerns, in full and by name
   * @param file the file that it stands in
   * @param line where it begins there, from 1
   * @param column from 1
   */
  record Entry(
      String id,
      String description,
      String effect,
      String mode,
      List<String> actions,
      List<String> resources,
      List<String> groups,
      String file,
      int line,
      int column) {

    static Entry of(Policy policy) {
      return new Entry(
          policy.id().toString(),
          policy.description(),
          ExplanationDocument.name(policy.effect()),
          ExplanationDocument.name(policy.mode()),
          policy.actions(),
          policy.resources(),
          policy.groups().stream().sorted().map(GroupId::toString).toList(),
          policy.file(),
          policy.line(),
          policy.column());
    }
  }
}
