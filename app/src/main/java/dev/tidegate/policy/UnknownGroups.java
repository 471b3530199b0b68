package dev.tidegate.policy;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds entries that name a group of another namespace which has none of that name. */
final class UnknownGroups {

  private static final int MOST_NAMED = 10;

  private UnknownGroups() {}

  static List<Finding> of(List<GroupUse> uses) {
    SortedSet<GroupId> known =
        uses.stream()
            .filter(GroupUse::isOwn)
            .map(GroupUse::group)
            .collect(Collectors.toCollection(TreeSet::new));
    return uses.stream()
        .filter(use -> !known.contains(use.group()))
        .map(use ->
            new Finding(
                use.file(), use.place().line(), use.place().column(), message(use.group(), known)))
        .toList();
  }

  private static String message(GroupId unknown, SortedSet<GroupId> known) {
    String text =
        "there is no group \"%s\": no entry of the namespace \"%s\" names it"
            .formatted(unknown, unknown.namespace());
    List<String> others =
        known.stream()
            .filter(group -> group.namespace().equals(unknown.namespace()))
            .map(GroupId::toString)
            .toList();
    if (others.isEmpty()) {
      return text + ", nor any other group";
    }
    return Spelling.nearest(unknown.toString(), others)
        .map(near -> text + "; did you mean \"" + near + "\"?")
        .orElseGet(() -> text + "; it has " + listed(others));
  }

  private static String listed(List<String> groups) {
    String some = String.join(", ", groups.stream().limit(MOST_NAMED).toList());
    return groups.size() > MOST_NAMED ? some + " and others" : some;
  }
}
