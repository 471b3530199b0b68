package dev.tidegate.audit;

import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicySet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is different between two sets, by the ids of the policies; a policy that only stands
 * elsewhere is the same.
 *
 * @param added those that are new
 * @param removed those that are not there any more
 * @param changed those that say something else
 * @param omitted how many more there are than the {@value #MOST} that each list shows
 */
record PolicyChanges(List<String> added, List<String> removed, List<String> changed, int omitted) {

  static final int MOST = 200;

  static PolicyChanges between(PolicySet before, PolicySet now) {
    return of(byId(before), byId(now));
  }

  /** Of the first set. */
  static PolicyChanges toBeginWith(PolicySet now) {
    return of(Map.of(), byId(now));
  }

  private static PolicyChanges of(Map<PolicyId, Policy> before, Map<PolicyId, Policy> now) {
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    now.forEach((id, policy) -> {
      Policy former = before.get(id);
      if (former == null) {
        added.add(id.toString());
      } else if (!policy.saysTheSameAs(former)) {
        changed.add(id.toString());
      }
    });
    List<String> removed =
        before.keySet().stream()
            .filter(id -> !now.containsKey(id))
            .map(PolicyId::toString)
            .toList();
    return new PolicyChanges(
        AuditEvent.first(added, MOST),
        AuditEvent.first(removed, MOST),
        AuditEvent.first(changed, MOST),
        more(added) + more(removed) + more(changed));
  }

  private static int more(List<String> ids) {
    return Math.max(ids.size() - MOST, 0);
  }

  private static Map<PolicyId, Policy> byId(PolicySet set) {
    Map<PolicyId, Policy> policies = new LinkedHashMap<>();
    set.policies().forEach(policy -> policies.put(policy.id(), policy));
    return policies;
  }
}
