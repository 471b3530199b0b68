package dev.tidegate.client;

import tools.jackson.databind.JsonNode;

/** A log entry on one line, or more where its message has more. */
final class LogText {

  private LogText() {}

  static String of(JsonNode entry) {
    StringBuilder text = new StringBuilder();
    text.append(Printable.line(Documents.text(entry, "time")));
    text.append(" %-5s ".formatted(Printable.line(Documents.text(entry, "level"))));
    text.append(Printable.lines(Documents.text(entry, "message"), "  "));
    entry
        .path("fields")
        .forEachEntry((name, value) ->
            text.append(' ')
                .append(Printable.line(name))
                .append('=')
                .append(Printable.line(value.isString() ? value.asString() : value.toString())));
    return text.toString();
  }
}
