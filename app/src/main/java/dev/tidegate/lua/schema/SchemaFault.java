package dev.tidegate.lua.schema;

/** Says why something is no usable schema, or can't be evaluated, in words for its author. */
public final class SchemaFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String words;

  SchemaFault(String words) {
    super(words, null, false, false);
    this.words = words;
  }

  /** The words. */
  public String words() {
    return words;
  }
}
