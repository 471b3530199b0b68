package dev.tidegate.websocket;

import dev.tidegate.variable.VariableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A header's value as a script gives it, in which {@code ${secret:name}} stands for a secret. One
 * more dollar sign in front makes it a text like any other.
 *
 * @param header the header's name, checked
 * @param parts in their order
 */
record HeaderTemplate(String header, List<Part> parts) {

  private static final String START = "${secret:";
  private static final String ESCAPED = "$" + START;

  /** A piece of the value. */
  sealed interface Part {

    /** As it is sent. */
    record Text(String text) implements Part {

      /** Says nothing of the text, which may be a token of the script's own. */
      @Override
      public String toString() {
        return "Text";
      }
    }

    /** In the place of a secret. */
    record Secret(String name) implements Part {}
  }

  /**
   * Reads a value.
   *
   * @throws OptionFault for what begins like a reference and is none; shows nothing of the value
   */
  static HeaderTemplate of(String header, String value) throws OptionFault {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < value.length()) {
      if (value.startsWith(ESCAPED, at)) {
        text.append(START);
        at += ESCAPED.length();
      } else if (value.startsWith(START, at)) {
        int end = value.indexOf('}', at);
        String name = end < 0 ? "" : value.substring(at + START.length(), end);
        if (!VariableName.isName(name)) {
          throw new OptionFault(
              "headers: the value of \""
                  + header
                  + "\" has a \"${secret:\" that names no secret; write \"${secret:name}\", or"
                  + " \"$${secret:\" for the text itself");
        }
        parts.add(new Part.Text(text.toString()));
        parts.add(new Part.Secret(name));
        text.setLength(0);
        at = end + 1;
      } else {
        text.append(value.charAt(at));
        at++;
      }
    }
    parts.add(new Part.Text(text.toString()));
    return new HeaderTemplate(header, List.copyOf(parts));
  }

  /** The names of the secrets in it, as often as they occur. */
  Stream<String> secrets() {
    return parts.stream()
        .flatMap(part ->
            switch (part) {
              case Part.Text _ -> Stream.empty();
              case Part.Secret secret -> Stream.of(secret.name());
            });
  }
}
