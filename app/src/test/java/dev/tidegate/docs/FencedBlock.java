package dev.tidegate.docs;

import java.util.List;
import java.util.regex.Pattern;

/** The blocks of code on a page. */
final class FencedBlock {

  private FencedBlock() {}

  /** The blocks in a language, without what is around them. */
  static List<String> of(String language, String page) {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(page)
        .results()
        .map(block -> block.group(1).strip())
        .toList();
  }
}
