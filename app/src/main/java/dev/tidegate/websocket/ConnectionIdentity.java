package dev.tidegate.websocket;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.egress.UrlAccess;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.util.List;
import java.util.UUID;

/**
 * Who connects where.
 *
 * @param id the connection's own; random, so that nobody can guess another's
 * @param jobId the job that it belongs to
 * @param actor on whose behalf
 * @param url where to; its query may hold secrets
 * @param job what policies may know about the job
 */
public record ConnectionIdentity(UUID id, String jobId, Actor actor, TargetUrl url, Metadata job) {

  /** A new connection's. */
  static ConnectionIdentity of(String jobId, Actor actor, TargetUrl url, Metadata job) {
    return new ConnectionIdentity(UUID.randomUUID(), jobId, actor, url, job);
  }

  /** What policies are asked about it; all must be allowed. */
  List<AccessRequest> requests() {
    return List.of(UrlAccess.connect(actor, job), UrlAccess.connect(actor, url, job));
  }
}
