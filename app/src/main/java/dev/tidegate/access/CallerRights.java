package dev.tidegate.access;

import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Metadata;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What callers of the API may do: what the policies allow them, and everything with their own jobs
 * that no policy denies. Decisions are recorded like those of jobs; that somebody is a job's owner
 * is none. Thread-safe, and does not block.
 */
public final class CallerRights {

  private static final String NO_JOB = "";
  private static final String NO_RESOURCE = "";

  private final AccessControl control;

  /** Makes one. */
  public CallerRights(AccessControl control) {
    this.control = control;
  }

  /**
   * Lets a caller pass whom the policies allow an action that has no resource.
   *
   * @throws NotAllowedException if they don't; says what would
   */
  public void require(Actor caller, String action) {
    require(caller, action, NO_RESOURCE);
  }

  /**
   * Lets a caller pass whom the policies allow an action.
   *
   * @param resource for an action on jobs the id of an actor, or {@link Actions#ALL_ACTORS}
   * @throws NotAllowedException if they don't; says what would
   */
  public void require(Actor caller, String action, String resource) {
    AccessRequest request = request(caller, action, resource);
    Decision decision = control.decide(NO_JOB, request);
    if (!decision.allowed()) {
      throw refusal(request, decision);
    }
  }

  /** Whether a caller would pass, for an answer that shows more then; nobody is told. */
  public boolean includes(Actor caller, String action) {
    return includes(request(caller, action, NO_RESOURCE));
  }

  /**
   * Whether a caller may do something with a job.
   *
   * @param action such as {@link Actions#JOB_READ}
   * @param owner the id of the actor whose job it is
   */
  public JobRuling ofJob(Actor caller, String action, String owner) {
    AccessRequest request = request(caller, action, owner);
    boolean own = caller.id().equals(owner);
    if (own && !denies(control.evaluate(control.policies().current(), request).decision())) {
      return new JobRuling.Allowed();
    }
    Decision decision = control.decide(NO_JOB, request);
    if (own ? !denies(decision) : decision.allowed()) {
      return new JobRuling.Allowed();
    }
    return own || knowsOf(request)
        ? new JobRuling.Refused(refusal(request, decision))
        : new JobRuling.Hidden();
  }

  /** Whether somebody who may not do this may yet be told that there is such a job. */
  private boolean knowsOf(AccessRequest refused) {
    return !refused.action().equals(Actions.JOB_READ)
        && includes(request(refused.actor(), Actions.JOB_READ, refused.resource()));
  }

  private boolean includes(AccessRequest request) {
    return control.evaluate(control.policies().current(), request).decision().allowed();
  }

  private static boolean denies(Decision decision) {
    return decision instanceof Decision.Deny;
  }

  private static AccessRequest request(Actor caller, String action, String resource) {
    return new AccessRequest(caller, action, resource, Metadata.EMPTY);
  }

  private static NotAllowedException refusal(AccessRequest request, Decision decision) {
    String why =
        decision instanceof Decision.Deny deny
            ? "denied by the policy "
                + deny.policies().stream().map(Object::toString).collect(Collectors.joining(", "))
            : "no policy allows it; an entry with actions: %s, resources: \"%s\", effect: allow and %s"
                .formatted(request.action(), request.resource(), groups(request.actor()));
    return new NotAllowedException("this takes the action " + request.action() + ": " + why);
  }

  private static String groups(Actor caller) {
    List<String> groups = caller.groups().stream().sorted().toList();
    return groups.isEmpty()
        ? "a group would, but this actor is in none"
        : "one of the groups %s would".formatted(groups);
  }
}
