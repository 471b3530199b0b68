package dev.tidegate.telemetry;

import dev.tidegate.policy.reload.ReloadEvent;
import dev.tidegate.policy.reload.ReloadListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators in the log what became of their changes to the policies. */
final class PolicyReloadLog implements ReloadListener {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyReloadLog.class);

  @Override
  public void heard(ReloadEvent event) {
    switch (event) {
      case ReloadEvent.Applied applied -> {
        LOG.info(
            "{} policies are in force, revision {} in the place of {}, after {} ms",
            applied.now().policies().size(),
            applied.now().revision(),
            applied.before().revision(),
            applied.took().toMillis());
        applied.now().warnings().forEach(warning -> LOG.warn("{}", warning));
      }
      case ReloadEvent.Refused refused ->
          LOG.error(
              "Revision {} of the policies stays in force: {}",
              refused.inForce().revision(),
              refused.why().getMessage());
      case ReloadEvent.Restored restored ->
          LOG.info(
              "The policy files are those of revision {} again, which has stayed in force",
              restored.inForce().revision());
      case ReloadEvent.Failed failed ->
          LOG.error(
              "A change of the policies could not be judged; revision {} is in force",
              failed.inForce().revision(),
              failed.fault());
      case ReloadEvent.Unwatched unwatched ->
          LOG.warn(
              "Changes of the policies are found only at tidegate.policy.reload.poll-interval: {}",
              unwatched.reason());
      case ReloadEvent.Watched _ -> LOG.info("The system tells of changes of the policies again");
    }
  }
}
