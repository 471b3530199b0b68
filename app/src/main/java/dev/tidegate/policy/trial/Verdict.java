package dev.tidegate.policy.trial;

import dev.tidegate.policy.Decision;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A decision without the policies behind it, as files and answers name it. */
public enum Verdict {
  /** Allowed. */
  ALLOW,
  /** Denied by a policy. */
  DENY,
  /** No policy says anything, so it is refused. */
  UNDEFINED;

  /** That of a decision. */
  public static Verdict of(Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> ALLOW;
      case Decision.Deny _ -> DENY;
      case Decision.Undefined _ -> UNDEFINED;
    };
  }

  /** The one with a name; empty if there is none. */
  public static Optional<Verdict> named(String name) {
    return Stream.of(values()).filter(verdict -> verdict.toString().equals(name)).findFirst();
  }

  /** {@code allow}, {@code deny} or {@code undefined}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
