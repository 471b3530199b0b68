package dev.tidegate.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Reads policies from YAML. A set with any fault is refused whole, because a hole in the rules is
 * worse than no service; all faults of all files are reported together.
 */
public final class PolicyLoader {

  private final Findings findings = new Findings();
  private final List<GroupUse> groups = new ArrayList<>();
  private boolean readable = true;
  private final List<Rule> rules = new ArrayList<>();
  private final Map<PolicyId, Policy> byId = new HashMap<>();

  private PolicyLoader() {}

  /**
   * Reads a directory, as {@link PolicyFiles#read} does. Blocks.
   *
   * @throws PolicyException if the directory can't be read or has no policy file, or a file has a
   *     fault
   */
  public static PolicySet load(Path directory) {
    return parse(PolicyFiles.read(directory));
  }

  /**
   * Reads one file's content.
   *
   * @param file its name in messages
   * @throws PolicyException if it has a fault
   */
  public static PolicySet parse(String file, String yaml) {
    return parse(PolicyFiles.of(file, yaml));
  }

  /**
   * Makes a set of files.
   *
   * @throws PolicyException if one of them has a fault or could not be read, or there is none
   */
  public static PolicySet parse(PolicyFiles files) {
    PolicyLoader loader = new PolicyLoader();
    files.faults().forEach(loader::fault);
    files.contents().forEach(content -> loader.read(content.file(), content.bytes()));
    return loader.finish(files.revision());
  }

  /**
   * Makes a set of the contents of several files.
   *
   * @param files by their names in messages
   * @throws PolicyException if one of them has a fault
   */
  public static PolicySet parse(SortedMap<String, byte[]> files) {
    return parse(PolicyFiles.of(files));
  }

  private void fault(Finding finding) {
    findings.fault(finding);
    readable = false;
  }

  private void read(String file, byte[] content) {
    PolicyFile.Content read = new PolicyFile(file, findings).read(content);
    readable &= read.readable();
    groups.addAll(read.groups());
    for (Rule rule : read.rules()) {
      Policy policy = rule.policy();
      Policy first = byId.putIfAbsent(policy.id(), policy);
      if (first == null) {
        rules.add(rule);
      } else {
        findings.fault(
            new Finding(
                file,
                policy.line(),
                policy.column(),
                "policy %s is already defined at %s:%d:%d; give one of them another name"
                    .formatted(policy.id(), first.file(), first.line(), first.column())));
      }
    }
  }

  private PolicySet finish(String revision) {
    if (rules.size() > Limits.MOST_ENTRIES) {
      Policy first = rules.get(Limits.MOST_ENTRIES).policy();
      findings.fault(
          new Finding(
              first.file(),
              first.line(),
              first.column(),
              "there are more than %d entries in all files".formatted(Limits.MOST_ENTRIES)));
    }
    // The namespace of a file that can't be read may be the one that has the group.
    if (readable) {
      UnknownGroups.of(groups).forEach(findings::fault);
    }
    if (!findings.faults().isEmpty()) {
      throw new PolicyException(findings.faults());
    }
    return new PolicySet(rules, revision, findings.warnings());
  }
}
