package dev.tidegate.policy;

/**
 * A group that an entry names. It is one of its namespace's groups if an entry of that namespace
 * does.
 *
 * @param group which
 * @param namespace that of the entry
 * @param file where it stands
 * @param place where it stands there
 */
record GroupUse(GroupId group, String namespace, String file, Place place) {

  boolean isOwn() {
    return group.namespace().equals(namespace);
  }
}
