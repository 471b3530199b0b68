package dev.tidegate.lua.schema;

import org.jspecify.annotations.Nullable;

/** A compiled schema: what all its keywords demand. Shared by runs, and immutable once compiled. */
final class Schema {

  private final Resource resource;
  private final @Nullable Boolean verdict;
  private Keyword[] keywords = {};
  private boolean looksAtRest;

  private Schema(Resource resource, @Nullable Boolean verdict) {
    this.resource = resource;
    this.verdict = verdict;
  }

  /** A schema that is just true or false. */
  static Schema always(Resource resource, boolean verdict) {
    return new Schema(resource, verdict);
  }

  /** A schema whose keywords are still to be found. */
  static Schema in(Resource resource) {
    return new Schema(resource, null);
  }

  /**
   * Sets the keywords.
   *
   * @param looksAtRest whether one of them asks what the others have evaluated
   */
  void define(Keyword[] found, boolean looksAtRest) {
    keywords = found;
    this.looksAtRest = looksAtRest;
  }

  /** The part of the document that it belongs to. */
  Resource resource() {
    return resource;
  }

  /** What it says of every value; null when that depends on keywords. */
  @Nullable Boolean verdict() {
    return verdict;
  }

  Keyword[] keywords() {
    return keywords;
  }

  boolean looksAtRest() {
    return looksAtRest;
  }
}
