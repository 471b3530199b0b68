package dev.tidegate.policy.reload;

import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicySet;
import java.time.Duration;

/** What became of a change of the policy files, or of the means by which changes are found. */
public sealed interface ReloadEvent {

  /**
   * A set was put into force.
   *
   * @param before the set that it replaces
   * @param now the set in force
   * @param took from parsing it until everybody had heard of it
   */
  record Applied(PolicySet before, PolicySet now, Duration took) implements ReloadEvent {}

  /**
   * A set was refused; the one in force stays. Told once for each content of the files.
   *
   * @param inForce the set that stays
   * @param why all that is wrong
   */
  record Refused(PolicySet inForce, PolicyException why) implements ReloadEvent {}

  /**
   * After a refused set, the files are again those of the set in force.
   *
   * @param inForce the set that has stayed
   */
  record Restored(PolicySet inForce) implements ReloadEvent {}

  /**
   * The files could not be judged because of a fault of the program; the set in force stays.
   *
   * @param inForce the set that stays
   * @param fault for the log
   */
  record Failed(PolicySet inForce, Throwable fault) implements ReloadEvent {}

  /**
   * The system doesn't tell of changes any more: they are found only when the files are read, at
   * the interval of polling.
   *
   * @param reason in words
   */
  record Unwatched(String reason) implements ReloadEvent {}

  /** After that, the system tells of changes again. */
  record Watched() implements ReloadEvent {}
}
