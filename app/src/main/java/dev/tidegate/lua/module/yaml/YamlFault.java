package dev.tidegate.lua.module.yaml;

/** Says why a text can't be read, or a value can't be written, in words for the script's author. */
final class YamlFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String words;

  YamlFault(String words) {
    super(words, null, false, false);
    this.words = words;
  }

  String words() {
    return words;
  }
}
