package dev.tidegate.policy;

import java.util.List;

/** What the policies say about one action of one actor. Only {@link Allow} lets it happen. */
public sealed interface Decision {

  /**
   * At least one policy allows it and none denies it.
   *
   * @param policies those that allow it, in the order of the files; none where strict mode is off
   *     and no policy concerns the actor
   */
  record Allow(List<PolicyId> policies) implements Decision {
    /** Copies the list. */
    public Allow {
      policies = List.copyOf(policies);
    }
  }

  /**
   * At least one policy denies it.
   *
   * @param policies those that deny it, in the order of the files
   */
  record Deny(List<PolicyId> policies) implements Decision {
    /** Copies the list. */
    public Deny {
      policies = List.copyOf(policies);
    }
  }

  /** No policy of the actor says anything about it, so it is refused. */
  record Undefined() implements Decision {}

  /** The policies that decided, in the order of the files; none where none says anything. */
  default List<PolicyId> policies() {
    return List.of();
  }

  /** Whether it may happen. */
  default boolean allowed() {
    return this instanceof Allow;
  }
}
