package dev.tidegate.websocket;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TableWalk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Reads what a script adds to the handshake request, and refuses what would change its meaning: a
 * script must not be able to write a second request, another host or a proxy's headers.
 */
final class HandshakeHeaders {

  private static final int COUNT_LIMIT = 32;
  private static final int BYTES_LIMIT = 8 * 1024;

  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "upgrade",
          "content-length",
          "transfer-encoding",
          "te",
          "trailer",
          "expect",
          "keep-alive",
          "forwarded");
  private static final List<String> OUR_PREFIXES =
      List.of("sec-websocket-", "proxy-", "x-forwarded-");

  private HandshakeHeaders() {}

  /** Reads {@code headers}. */
  static List<HeaderTemplate> headers(LuaRuntime runtime, Table table) throws OptionFault {
    List<HeaderTemplate> headers = new ArrayList<>();
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    int bytes = 0;
    long secrets = 0;
    for (var entry = TableWalk.next(runtime, table, LuaValue.NIL); !entry.arg1().isnil(); ) {
      if (!(entry.arg1() instanceof LuaString key)) {
        throw new OptionFault("headers: names must be strings");
      }
      String name = latin1(key);
      String value = value(name, entry.arg(2));
      checkName(name);
      checkValue(name, value);
      if (!seen.add(name)) {
        throw new OptionFault("headers: \"" + name + "\" is there twice");
      }
      HeaderTemplate header = HeaderTemplate.of(name, value);
      headers.add(header);
      secrets += header.secrets().count();
      bytes += name.length() + value.length();
      if (headers.size() > COUNT_LIMIT || bytes > BYTES_LIMIT) {
        throw new OptionFault(
            "headers: at most " + COUNT_LIMIT + " headers and " + BYTES_LIMIT + " bytes");
      }
      if (secrets > HandshakeSecrets.MOST_REFERENCES) {
        throw new OptionFault(
            "headers: at most " + HandshakeSecrets.MOST_REFERENCES + " references to secrets");
      }
      entry = TableWalk.next(runtime, table, entry.arg1());
    }
    return headers;
  }

  /** Reads {@code protocols}. */
  static List<String> protocols(Table table) throws OptionFault {
    List<String> protocols = new ArrayList<>();
    int bytes = 0;
    for (int i = 1; !table.rawget(i).isnil(); i++) {
      if (!(table.rawget(i) instanceof LuaString item)) {
        throw new OptionFault("protocols: item " + i + " must be a string");
      }
      String protocol = latin1(item);
      if (!isToken(protocol)) {
        throw new OptionFault("protocols: item " + i + " is not a token (RFC 9110 section 5.6.2)");
      }
      if (protocols.contains(protocol)) {
        throw new OptionFault("protocols: \"" + protocol + "\" is there twice");
      }
      protocols.add(protocol);
      bytes += protocol.length();
      if (protocols.size() > COUNT_LIMIT || bytes > BYTES_LIMIT) {
        throw new OptionFault(
            "protocols: at most " + COUNT_LIMIT + " protocols and " + BYTES_LIMIT + " bytes");
      }
    }
    return protocols;
  }

  private static String value(String name, LuaValue value) throws OptionFault {
    return switch (value) {
      case LuaString text -> latin1(text);
      case Real number -> Numbers.format(number.todouble());
      default ->
          throw new OptionFault(
              "headers: the value of \""
                  + printable(name)
                  + "\" must be a string, not a "
                  + value.typename());
    };
  }

  private static void checkName(String name) throws OptionFault {
    if (!isToken(name)) {
      throw new OptionFault(
          "headers: \"" + printable(name) + "\" is not a header name (RFC 9110 section 5.1)");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (OURS.contains(lower) || OUR_PREFIXES.stream().anyMatch(lower::startsWith)) {
      throw new OptionFault("headers: \"" + name + "\" can't be set by a script");
    }
  }

  /** Visible characters with single bytes past ASCII allowed, blanks only inside (RFC 9110 5.5). */
  static boolean isLegalValue(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7F))
        && value.strip().length() == value.length();
  }

  private static void checkValue(String name, String value) throws OptionFault {
    if (!isLegalValue(value)) {
      throw new OptionFault(
          "headers: the value of \"" + name + "\" has control characters or blanks at its ends");
    }
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(c ->
                (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  private static String printable(String text) {
    String start = text.substring(0, Math.min(text.length(), 64));
    return start.replaceAll("[^ -~]", "?");
  }

  /** One character for each byte, as HTTP's encoder turns it back. */
  private static String latin1(LuaString string) {
    return new String(
        string.m_bytes, string.m_offset, string.m_length, StandardCharsets.ISO_8859_1);
  }
}
