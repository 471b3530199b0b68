package dev.tidegate.policy;

/**
 * The id of a group, {@code namespace:name}.
 *
 * @param namespace the namespace of the file that it stands in
 * @param name its name there
 */
public record GroupId(String namespace, String name) implements Comparable<GroupId> {

  /** Refuses names that {@link Names} doesn't know. */
  public GroupId {
    Names.require(namespace);
    Names.require(name);
  }

  @Override
  public int compareTo(GroupId other) {
    return toString().compareTo(other.toString());
  }

  /** The id as it stands in files, {@code namespace:name}. */
  @Override
  public String toString() {
    return namespace + ":" + name;
  }
}
