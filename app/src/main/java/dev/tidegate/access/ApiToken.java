package dev.tidegate.access;

import dev.tidegate.policy.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that opens the API, without the token itself.
 *
 * @param id names it in logs
 * @param hash by which it is recognised
 * @param actor whom it stands for
 * @param expires when it opens nothing any more; null for never
 */
record ApiToken(String id, TokenHash hash, Actor actor, @Nullable Instant expires) {

  boolean isValid(Instant now) {
    return expires == null || now.isBefore(expires);
  }
}
