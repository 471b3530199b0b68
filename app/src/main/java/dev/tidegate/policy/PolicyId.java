package dev.tidegate.policy;

/**
 * The id of a policy, {@code namespace:name}.
 *
 * @param namespace the namespace of the file that it stands in
 * @param name its name there
 */
public record PolicyId(String namespace, String name) implements Comparable<PolicyId> {

  /** Refuses names that {@link Names} doesn't know. */
  public PolicyId {
    Names.require(namespace);
    Names.require(name);
  }

  @Override
  public int compareTo(PolicyId other) {
    return toString().compareTo(other.toString());
  }

  /** The id as it stands in files, {@code namespace:name}. */
  @Override
  public String toString() {
    return namespace + ":" + name;
  }
}
