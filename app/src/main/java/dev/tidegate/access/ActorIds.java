package dev.tidegate.access;

import dev.tidegate.policy.Actions;
import java.util.Optional;

/** What actors may be called. */
final class ActorIds {

  private static final int LONGEST = 256;

  private ActorIds() {}

  /** Why a text can't be the id of an actor; empty where it can. */
  static Optional<String> fault(String id) {
    if (id.isBlank() || id.length() > LONGEST) {
      return Optional.of("must have 1 to " + LONGEST + " characters");
    }
    if (id.equals(Actions.ALL_ACTORS)) {
      return Optional.of("can't be " + id + ", which means all actors");
    }
    return id.chars().anyMatch(Character::isISOControl)
        ? Optional.of("can't have control characters")
        : Optional.empty();
  }
}
