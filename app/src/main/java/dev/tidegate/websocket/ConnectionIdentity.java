package dev.tidegate.websocket;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.egress.UrlAccess;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who connects where.
 *
 * @param id the connection's own; random, so that nobody can guess another's
 * @param jobId the job that it belongs to
 * @param actor on whose behalf
 * @param url where to; its query may hold secrets
 * @param job what policies may know about the job
 * @param secrets which of them its handshake has, and where
 */
public record ConnectionIdentity(
    UUID id, String jobId, Actor actor, TargetUrl url, Metadata job, List<SecretUse> secrets) {

  /** Copies the list. */
  public ConnectionIdentity {
    secrets = List.copyOf(secrets);
  }

  /** A new connection's. */
  static ConnectionIdentity of(String jobId, Actor actor, TargetUrl url, Metadata job) {
    return new ConnectionIdentity(UUID.randomUUID(), jobId, actor, url, job, List.of());
  }

  /** The same, its handshake with secrets. */
  ConnectionIdentity using(List<SecretUse> used) {
    return new ConnectionIdentity(id, jobId, actor, url, job, used);
  }

  /** What policies are asked about it; all must be allowed. */
  List<AccessRequest> requests() {
    return Stream.concat(
            Stream.of(UrlAccess.connect(actor, job), UrlAccess.connect(actor, url, job)),
            secrets.stream().map(this::request))
        .toList();
  }

  /** What policies are asked about one of its secrets. */
  AccessRequest request(SecretUse use) {
    return UrlAccess.secret(actor, use.secret(), use.header(), url, job);
  }
}
