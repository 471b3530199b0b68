package dev.tidegate.lua.module;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** What reading and writing JSON have in common. */
final class JsonText {

  /** How deep arrays and objects may be nested. */
  static final int DEEPEST = 128;

  /** The most digits of a number. */
  static final int LONGEST_NUMBER = 1000;

  /**
   * Shared by all runs, so it keeps nothing of what it reads: no table of names. Nesting and the
   * lengths of strings are limited where values are made.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2 * DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonText() {}
}
