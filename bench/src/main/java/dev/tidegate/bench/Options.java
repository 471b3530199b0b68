package dev.tidegate.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the options of a comparison. */
public final class Options {

  private Options() {}

  /**
   * The values by name of arguments such as {@code --rounds=3}.
   *
   * @throws IllegalArgumentException when one has another form
   */
  public static Map<String, String> of(String[] arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : arguments) {
      if (!argument.matches("--[a-z]+=.+")) {
        throw new IllegalArgumentException("not an option: " + argument);
      }
      int equals = argument.indexOf('=');
      options.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    return options;
  }
}
