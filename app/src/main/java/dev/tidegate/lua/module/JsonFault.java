package dev.tidegate.lua.module;

/** Says why a value can't be written, or a text can't be read, in words for the script's author. */
final class JsonFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String words;

  JsonFault(String words) {
    super(words, null, false, false);
    this.words = words;
  }

  String words() {
    return words;
  }
}
