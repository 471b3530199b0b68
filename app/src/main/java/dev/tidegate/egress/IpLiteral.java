package dev.tidegate.egress;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Address literals, strictly: four decimal numbers without leading zeros, or RFC 4291 groups
 * without a zone. The JDK's own parsers take more, such as {@code 127.1}.
 */
final class IpLiteral {

  private static final int GROUPS = 8;

  private IpLiteral() {}

  /** The four bytes of a dotted quad, or null. */
  static byte @Nullable [] parse4(String text) {
    byte[] bytes = new byte[4];
    int position = 0;
    for (int i = 0; i < 4; i++) {
      int start = position;
      int value = 0;
      while (position < text.length() && position - start < 4 && isDigit(text.charAt(position))) {
        value = value * 10 + text.charAt(position) - '0';
        position++;
      }
      int digits = position - start;
      boolean leadingZero = digits > 1 && text.charAt(start) == '0';
      if (digits == 0 || leadingZero || value > 255) {
        return null;
      }
      bytes[i] = (byte) value;
      if (i < 3) {
        if (position == text.length() || text.charAt(position) != '.') {
          return null;
        }
        position++;
      }
    }
    return position == text.length() ? bytes : null;
  }

  /** The sixteen bytes of an IPv6 address without brackets, or null. */
  static byte @Nullable [] parse6(String text) {
    int gap = text.indexOf("::");
    int @Nullable [] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    int @Nullable [] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), true);
    if (head == null || tail == null) {
      return null;
    }
    int given = head.length + tail.length;
    if (gap < 0 ? given != GROUPS : given >= GROUPS) {
      return null;
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < head.length; i++) {
      put(bytes, i, head[i]);
    }
    for (int i = 0; i < tail.length; i++) {
      put(bytes, GROUPS - tail.length + i, tail[i]);
    }
    return bytes;
  }

  private static void put(byte[] bytes, int group, int value) {
    bytes[2 * group] = (byte) (value >> 8);
    bytes[2 * group + 1] = (byte) value;
  }

  /** Groups between single colons; the last may be a dotted quad when it ends the address. */
  private static int @Nullable [] groups(String text, boolean endsAddress) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int start = 0;
    while (start < text.length()) {
      int colon = text.indexOf(':', start);
      int end = colon < 0 ? text.length() : colon;
      String part = text.substring(start, end);
      if (colon == text.length() - 1 || count == GROUPS) {
        return null;
      }
      byte @Nullable [] quad = colon < 0 && endsAddress ? parse4(part) : null;
      if (quad != null && count <= GROUPS - 2) {
        groups[count++] = (quad[0] & 0xff) << 8 | (quad[1] & 0xff);
        groups[count++] = (quad[2] & 0xff) << 8 | (quad[3] & 0xff);
      } else {
        int value = group(part);
        if (value < 0) {
          return null;
        }
        groups[count++] = value;
      }
      start = end + 1;
    }
    return Arrays.copyOf(groups, count);
  }

  private static int group(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** The text of four or sixteen bytes; IPv6 in the one form of RFC 5952, all groups in hex. */
  static String format(byte[] address) {
    if (address.length == 4) {
      return "%d.%d.%d.%d"
          .formatted(address[0] & 0xff, address[1] & 0xff, address[2] & 0xff, address[3] & 0xff);
    }
    int gapStart = -1;
    int gapLength = 1; // a single zero group is not shortened
    for (int i = 0; i < GROUPS; i++) {
      int zeros = 0;
      while (i + zeros < GROUPS && group(address, i + zeros) == 0) {
        zeros++;
      }
      if (zeros > gapLength) {
        gapStart = i;
        gapLength = zeros;
      }
      i += Math.max(zeros - 1, 0);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(address, i)));
    }
    return text.toString();
  }

  private static int group(byte[] address, int index) {
    return (address[2 * index] & 0xff) << 8 | (address[2 * index + 1] & 0xff);
  }

  /** Whether sixteen bytes are an IPv4-mapped address, ::ffff:0:0/96. */
  static boolean isMapped4(byte[] address) {
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[10] == -1 && address[11] == -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
