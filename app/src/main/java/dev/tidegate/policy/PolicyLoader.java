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

  private final List<Finding> faults = new ArrayList<>();
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
    loader.faults.addAll(files.faults());
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

  private void read(String file, byte[] content) {
    for (Rule rule : new PolicyFile(file, faults::add).read(content)) {
      Policy policy = rule.policy();
      Policy first = byId.putIfAbsent(policy.id(), policy);
      if (first == null) {
        rules.add(rule);
      } else {
        faults.add(
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
    if (!faults.isEmpty()) {
      throw new PolicyException(faults);
    }
    return new PolicySet(rules, revision);
  }
}
