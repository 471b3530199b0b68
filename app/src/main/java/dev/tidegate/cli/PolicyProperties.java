package dev.tidegate.cli;

import dev.tidegate.reload.ReloadSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What scripts may do.
 *
 * @param dir the directory with the policy files; one of the sets that come with Tidegate is taken
 *     from the program itself where the working directory has no such directory
 * @param strictMode whether an actor whom no policy concerns is refused; switched off, such an
 *     actor may do everything
 * @param revokeOpenConnections whether connections that are open, and attempts that are under way,
 *     end when a new set does not allow them
 * @param reload how changes of the files are found
 */
@ConfigurationProperties("tidegate.policy")
record PolicyProperties(
    @DefaultValue(ShippedPolicies.DEFAULT) String dir,
    @DefaultValue("true") boolean strictMode,
    @DefaultValue("true") boolean revokeOpenConnections,
    @DefaultValue Reload reload) {

  /**
   * How changes of the files are found.
   *
   * @param enabled whether they are looked for at all
   * @param debounce how long files must have stayed the same before they count; 10 ms to 10 s
   * @param pollInterval how often the files are read where the system tells of no changes; 50 ms to
   *     1 h
   */
  record Reload(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("250ms") Duration debounce,
      @DefaultValue("1s") Duration pollInterval) {

    /** Checks the ranges. */
    Reload {
      var _ = new ReloadSettings(debounce, pollInterval);
    }

    ReloadSettings settings() {
      return new ReloadSettings(debounce, pollInterval);
    }
  }
}
