package dev.tidegate.telemetry;

import dev.tidegate.access.TokenEvent;
import dev.tidegate.access.TokenListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators in the log what became of their changes to the tokens, by the tokens' ids. */
final class TokenReloadLog implements TokenListener {

  private static final Logger LOG = LoggerFactory.getLogger(TokenReloadLog.class);

  @Override
  public void heard(TokenEvent event) {
    switch (event) {
      case TokenEvent.Applied applied ->
          LOG.info(
              "{} tokens are in force; added {}, removed {}, changed {}",
              applied.tokens(),
              applied.added(),
              applied.removed(),
              applied.changed());
      case TokenEvent.Refused refused ->
          LOG.error("The tokens stay as they are: {}", refused.why().getMessage());
      case TokenEvent.Failed failed ->
          LOG.error("A change of the tokens could not be judged", failed.fault());
      case TokenEvent.Unwatched unwatched ->
          LOG.warn("Changes of the tokens are found only by polling: {}", unwatched.reason());
      case TokenEvent.Watched _ -> LOG.info("The system tells of changes of the tokens again");
    }
  }
}
