package dev.tidegate.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a policy file as it was written.
 *
 * @param id its id, unique in the set
 * @param description what its author says about it, empty if nothing
 * @param effect what it does when it applies
 * @param mode whether it has a say
 * @param actions patterns of actions
 * @param resources patterns of resources
 * @param conditions what else must hold, all of it, in order; empty for one with an expression
 * @param expression what else must be true; null for one with conditions
 * @param groups the groups whose members it applies to; empty: nobody
 * @param file the file that it stands in
 * @param line the line where it begins there, from 1
 * @param column the column, from 1
 */
public record Policy(
    PolicyId id,
    String description,
    Effect effect,
    Mode mode,
    List<String> actions,
    List<String> resources,
    List<Condition> conditions,
    @Nullable String expression,
    Set<GroupId> groups,
    String file,
    int line,
    int column) {

  /** Copies the collections. */
  public Policy {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
    groups = Set.copyOf(groups);
  }

  /**
   * One condition as it was written.
   *
   * @param field the field that is looked at
   * @param operator how it is compared
   * @param value with what: a text, a number, a boolean or a list of these; null where there is
   *     none
   * @param valueFrom with which other field; null where there is none
   */
  public record Condition(
      String field, String operator, @Nullable Object value, @Nullable String valueFrom) {}

  /** Whether it says the same as another, wherever the two stand. */
  public boolean saysTheSameAs(Policy other) {
    return equals(
        new Policy(
            other.id,
            other.description,
            other.effect,
            other.mode,
            other.actions,
            other.resources,
            other.conditions,
            other.expression,
            other.groups,
            file,
            line,
            column));
  }
}
