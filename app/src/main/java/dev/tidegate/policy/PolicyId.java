package dev.tidegate.policy;

import java.util.Optional;

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

  /** Reads an id as {@link #toString} writes it; empty for a text that is none. */
  public static Optional<PolicyId> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String namespace = text.substring(0, colon);
    String name = text.substring(colon + 1);
    return Names.isName(namespace) && Names.isName(name)
        ? Optional.of(new PolicyId(namespace, name))
        : Optional.empty();
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
