package dev.tidegate.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the policy files that somebody sends to have them judged. */
final class PolicyTexts {

  private static final String UNNAMED = "policies.yaml";
  private static final int MAX_FILES = 1_000;

  private static final Predicate<String> NAME =
      Pattern.compile("[^\\p{Cntrl}]{1,255}").asMatchPredicate();
  private static final String NAME_RULE =
      "must have 1 to 255 characters, none of them a control character";

  private PolicyTexts() {}

  /**
   * One file.
   *
   * @param body its content
   * @param query may name it by {@code file}
   * @throws ProblemException when the query is wrong
   */
  static SortedMap<String, byte[]> ofYaml(byte[] body, Map<String, List<String>> query) {
    Faults faults = new Faults();
    TreeMap<String, byte[]> files = new TreeMap<>();
    query.forEach((name, values) -> {
      if (!name.equals("file")) {
        faults.add(JsonText.pointer(name), "is not a known parameter");
      } else if (values.size() > 1) {
        faults.add("/file", "is there twice");
      } else if (!NAME.test(values.getFirst())) {
        faults.add("/file", NAME_RULE);
      } else {
        files.put(values.getFirst(), body);
      }
    });
    if (!faults.isEmpty()) {
      throw faults.problem();
    }
    files.putIfAbsent(files.isEmpty() ? UNNAMED : files.firstKey(), body);
    return files;
  }

  /**
   * Several files: {@code {"files": {"name": "content"}}}.
   *
   * @throws ProblemException when anything is wrong with the request
   */
  static SortedMap<String, byte[]> ofJson(byte[] body) {
    Faults faults = new Faults();
    TreeMap<String, byte[]> files = new TreeMap<>();
    JsonText.decode(body, "")
        .parse(
            "",
            parser -> {
              JsonFields fields = new JsonFields(parser, faults::add);
              fields.object((place, field) -> {
                if (field.equals("files")) {
                  fields.object((pointer, name) ->
                      fields
                          .text(pointer)
                          .ifPresent(text -> {
                            if (!NAME.test(name)) {
                              faults.add(pointer, "is no name of a file: it " + NAME_RULE);
                            } else if (files.size() == MAX_FILES) {
                              faults.add(
                                  pointer, "is one file too many (at most " + MAX_FILES + ")");
                            } else {
                              // Half of a surrogate pair becomes what the reader of YAML refuses.
                              files.put(name, text.getBytes(StandardCharsets.UTF_8));
                            }
                          }));
                } else {
                  fields.refuse(place, "is not a known field");
                }
              });
              return files;
            });
    if (files.isEmpty() && faults.isEmpty()) {
      faults.add("/files", "is missing, or names no file");
    }
    if (!faults.isEmpty()) {
      throw faults.problem();
    }
    return files;
  }
}
