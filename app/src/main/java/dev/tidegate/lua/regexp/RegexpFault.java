package dev.tidegate.lua.regexp;

/** Says why a text is no regular expression that can be used, in words for the script's author. */
public final class RegexpFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String words;

  RegexpFault(String words) {
    super(words, null, false, false);
    this.words = words;
  }

  /** What is wrong. */
  public String words() {
    return words;
  }
}
