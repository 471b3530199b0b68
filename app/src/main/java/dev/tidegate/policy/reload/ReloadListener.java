package dev.tidegate.policy.reload;

import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicySet;
import java.time.Duration;

/**
 * Hears what becomes of changes to the policies, for records and metrics. Called one at a time; may
 * block, but nothing is reloaded meanwhile.
 */
public interface ReloadListener {

  /**
   * A set was put into force.
   *
   * @param before the set that it replaces
   * @param now the set in force
   * @param took how long it took to parse it and to put it into force
   */
  void applied(PolicySet before, PolicySet now, Duration took);

  /** A set was refused; the one in force stays. Told once for each content of the files. */
  void refused(PolicySet inForce, PolicyException why);

  /** After a refused set, the files are again those of the set in force. */
  void restored(PolicySet inForce);

  /**
   * The files could not be judged because of a fault of the program; the set in force stays. Told
   * once for each content of the files.
   */
  void failed(PolicySet inForce, Throwable fault);

  /** Changes are noticed only at the interval of polling from now on. */
  void unwatched(String reason);

  /** After that, changes are noticed at once again. */
  void watched();
}
