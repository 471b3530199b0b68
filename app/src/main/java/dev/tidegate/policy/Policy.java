package dev.tidegate.policy;

import java.util.List;
import java.util.Set;

/**
 * One entry of a policy file as it was written.
 *
 * @param id its id, unique in the set
 * @param description what its author says about it, empty if nothing
 * @param effect what it does when it applies
 * @param mode whether it has a say
 * @param actions patterns of actions
 * @param resources patterns of resources
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
    Set<GroupId> groups,
    String file,
    int line,
    int column) {

  /** Copies the collections. */
  public Policy {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    groups = Set.copyOf(groups);
  }
}
