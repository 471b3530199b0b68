package dev.tidegate.api;

import dev.tidegate.policy.Finding;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicySet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What loading policies would bring; its JSON form is part of the API.
 *
 * @param valid whether the set could be put into force
 * @param revision that it would have; null unless it is valid
 * @param policies how many it has; null unless it is valid
 * @param errors what is wrong, by position; the first {@value FindingDocument#MOST} of many
 * @param warnings what is hardly meant, by position; the first {@value FindingDocument#MOST} of
 *     many
 * @param omitted how many errors and warnings are not shown
 */
record ValidationDocument(
    boolean valid,
    @Nullable String revision,
    @Nullable Integer policies,
    List<FindingDocument> errors,
    List<FindingDocument> warnings,
    int omitted) {

  static ValidationDocument of(PolicySet set) {
    List<Finding> warnings = set.warnings();
    return new ValidationDocument(
        true,
        set.revision(),
        set.policies().size(),
        List.of(),
        FindingDocument.all(FindingDocument.first(warnings)),
        warnings.size() - FindingDocument.first(warnings).size());
  }

  static ValidationDocument of(PolicyException refused) {
    List<Finding> faults = refused.faults();
    return new ValidationDocument(
        false,
        null,
        null,
        FindingDocument.all(FindingDocument.first(faults)),
        List.of(),
        faults.size() - FindingDocument.first(faults).size());
  }
}
