package dev.tidegate.regex;

/** Says why a text is no regular expression that can be used, in words for its author. */
public final class RegexFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final String words;

  RegexFault(String words) {
    super(words);
    this.words = words;
  }

  RegexFault(String words, Throwable cause) {
    super(words, cause);
    this.words = words;
  }

  /** What is wrong. */
  public String words() {
    return words;
  }
}
