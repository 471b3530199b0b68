package dev.tidegate.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The query of a request. */
final class Query {

  private final StringBuilder text = new StringBuilder();

  /** Adds a parameter, unless it has no value. */
  Query with(String name, @Nullable Object value) {
    if (value != null) {
      text.append(text.isEmpty() ? '?' : '&')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
