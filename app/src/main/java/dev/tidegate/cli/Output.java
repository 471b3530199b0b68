package dev.tidegate.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What commands print: text for people, or JSON whose fields are named as those of the API. */
final class Output {

  private Output() {}

  /** Standard output in UTF-8, whatever the platform's encoding is; needs a flush at the end. */
  static PrintStream stream() {
    return new PrintStream(System.out, false, StandardCharsets.UTF_8);
  }

  /** One line. */
  static String json(Record value) {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build()
        .writeValueAsString(value);
  }

  /** A number with what it counts. */
  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
