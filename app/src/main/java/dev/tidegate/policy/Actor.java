package dev.tidegate.policy;

import java.util.Set;

/**
 * On whose behalf something is done.
 *
 * @param id the actor's id, as it stands in logs
 * @param meta what else is known about the actor; conditions read it as {@code actor.meta}
 * @param groups its policy groups. A full id such as {@code app:traders} is that group; a name
 *     without a colon, such as {@code default}, is the group of that name in every namespace.
 */
public record Actor(String id, Metadata meta, Set<String> groups) {

  /** Copies the groups. */
  public Actor {
    groups = Set.copyOf(groups);
  }

  /** An actor of whom nothing else is known. */
  public Actor(String id, Set<String> groups) {
    this(id, Metadata.EMPTY, groups);
  }
}
