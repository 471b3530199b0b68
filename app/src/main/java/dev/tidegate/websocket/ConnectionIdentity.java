package dev.tidegate.websocket;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.policy.Actor;
import java.util.UUID;

/**
 * Who connects where.
 *
 * @param id the connection's own; random, so that nobody can guess another's
 * @param jobId the job that it belongs to
 * @param actor on whose behalf
 * @param url where to; its query may hold secrets
 */
public record ConnectionIdentity(UUID id, String jobId, Actor actor, TargetUrl url) {

  /** A new connection's. */
  static ConnectionIdentity of(String jobId, Actor actor, TargetUrl url) {
    return new ConnectionIdentity(UUID.randomUUID(), jobId, actor, url);
  }
}
