package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaText;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaString;

/** The forms in which UUIDs are written. */
final class UuidText {

  private static final int LONGEST = "urn:uuid:".length() + 36;

  private static final Pattern STANDARD =
      Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
  private static final Pattern SIMPLE = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern DASHES = Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");

  private UuidText() {}

  /** Reads one with dashes, also after {@code urn:uuid:} or in braces, or 32 digits. */
  static Optional<UUID> parse(LuaString string) {
    if (string.m_length > LONGEST) {
      return Optional.empty();
    }
    String text = LuaText.decode(string);
    if (text.regionMatches(true, 0, "urn:uuid:", 0, 9)) {
      return standard(text.substring(9));
    }
    if (text.startsWith("{") && text.endsWith("}")) {
      return standard(text.substring(1, text.length() - 1));
    }
    return SIMPLE.matcher(text).matches()
        ? standard(DASHES.matcher(text).replaceFirst("$1-$2-$3-$4-$5"))
        : standard(text);
  }

  private static Optional<UUID> standard(String text) {
    // Java's own parser takes fewer digits as well.
    return STANDARD.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
