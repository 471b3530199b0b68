package dev.tidegate.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides by policies as they are described, rule by rule and without any preparation. It shares no
 * code with what it is compared to.
 */
final class ReferenceEvaluator {

  private ReferenceEvaluator() {}

  /** A policy of the test. */
  record Plain(
      String name,
      String effect,
      String mode,
      List<String> actions,
      List<String> resources,
      List<PlainCondition> conditions,
      List<String> groups) {}

  /** A condition of the test; with {@code from} the value is a path. */
  record PlainCondition(String field, String operator, @Nullable Object value, boolean from) {}

  enum Said {
    ALLOW,
    DENY,
    UNDEFINED
  }

  static Said decide(List<Plain> policies, AccessRequest request, boolean withShadows) {
    boolean allowed = false;
    boolean denied = false;
    for (Plain policy : policies) {
      if (policy.mode().equals("shadow") && !withShadows) {
        continue;
      }
      boolean member =
          policy.groups().stream()
              .anyMatch(group ->
                  request.actor().groups().contains("app:" + group)
                      || request.actor().groups().contains(group));
      if (!member
          || policy.actions().stream().noneMatch(p -> text(p, request.action()))
          || policy.resources().stream().noneMatch(p -> resource(p, request))) {
        continue;
      }
      String result = "true";
      for (PlainCondition condition : policy.conditions()) {
        result = condition(condition, request);
        if (!result.equals("true")) {
          break;
        }
      }
      boolean deny = policy.effect().equals("deny");
      denied |= deny && !result.equals("false");
      allowed |= !deny && result.equals("true");
    }
    return denied ? Said.DENY : allowed ? Said.ALLOW : Said.UNDEFINED;
  }

  private static boolean text(String pattern, String value) {
    if (pattern.equals("*") || pattern.equals(value)) {
      return true;
    }
    if (pattern.endsWith(".*")) {
      String parent = pattern.substring(0, pattern.length() - 2);
      return value.equals(parent) || value.startsWith(parent + ".");
    }
    return pattern.endsWith("*") && value.startsWith(pattern.substring(0, pattern.length() - 1));
  }

  private static boolean resource(String pattern, AccessRequest request) {
    if (!request.action().equals("websocket.connect.url")) {
      return (pattern.equals("*") || !pattern.contains("://")) && text(pattern, request.resource());
    }
    if (pattern.equals("*")) {
      return true;
    }
    if (!pattern.contains("://")) {
      return false;
    }
    String[] wanted = parts(pattern);
    String[] asked = parts(request.resource());
    boolean host =
        wanted[1].equals("*")
            || wanted[1].equals(asked[1])
            || (wanted[1].startsWith("**.") && asked[1].endsWith(wanted[1].substring(2)))
            || (wanted[1].startsWith("*.")
                && asked[1].endsWith(wanted[1].substring(1))
                && asked[1].split("\\.").length == wanted[1].split("\\.").length);
    boolean path =
        wanted[3].endsWith("*")
            ? asked[3].startsWith(wanted[3].substring(0, wanted[3].length() - 1))
            : asked[3].equals(wanted[3]);
    return wanted[0].equals(asked[0])
        && host
        && (wanted[2].equals("*") || wanted[2].equals(asked[2]))
        && path;
  }

  private static String[] parts(String url) {
    String scheme = url.substring(0, url.indexOf("://"));
    String rest = url.substring(scheme.length() + 3);
    String authority = rest.substring(0, rest.indexOf('/'));
    String path = rest.substring(authority.length());
    int query = path.indexOf('?');
    int colon = authority.indexOf(':');
    String port =
        colon < 0 ? (scheme.equals("wss") ? "443" : "80") : authority.substring(colon + 1);
    return new String[] {
      scheme,
      colon < 0 ? authority : authority.substring(0, colon),
      port,
      query < 0 ? path : path.substring(0, query)
    };
  }

  private static String condition(PlainCondition condition, AccessRequest request) {
    Object field = read(condition.field(), request);
    Object value =
        condition.from() ? read(String.valueOf(condition.value()), request) : condition.value();
    if (condition.operator().equals("exists") || condition.operator().equals("nexists")) {
      boolean wanted = !(value instanceof Boolean) || (boolean) value;
      boolean holds = (field != null) == wanted;
      return String.valueOf(condition.operator().equals("exists") == holds);
    }
    if (field == null) {
      return "false";
    }
    return switch (condition.operator()) {
      case "eq" -> String.valueOf(equal(field, value));
      case "ne" -> String.valueOf(!equal(field, value));
      case "lt", "gt", "lte", "gte" -> order(condition.operator(), field, value);
      case "in" -> in(field, value);
      case "nin" -> not(in(field, value));
      case "contains" -> contains(field, value);
      case "ncontains" -> not(contains(field, value));
      case "matches" -> matches(field, value);
      case "nmatches" -> not(matches(field, value));
      default -> throw new AssertionError(condition);
    };
  }

  private static String not(String result) {
    return switch (result) {
      case "true" -> "false";
      case "false" -> "true";
      default -> result;
    };
  }

  private static @Nullable Object read(String path, AccessRequest request) {
    String[] parts = path.split("\\.", -1);
    Object at;
    int from = 1;
    switch (parts[0]) {
      case "action" -> {
        return request.action();
      }
      case "resource" -> {
        return request.resource();
      }
      case "actor" -> {
        if (parts[1].equals("id")) {
          return request.actor().id();
        }
        at = request.actor().meta().values();
        from = 2;
      }
      case "meta" -> at = request.meta().values();
      default -> {
        return request.meta().values().get(path);
      }
    }
    for (int i = from; i < parts.length; i++) {
      if (!(at instanceof Map<?, ?> map)) {
        return null;
      }
      at = map.get(parts[i]);
    }
    return at;
  }

  private static @Nullable String asText(@Nullable Object value) {
    return value instanceof List<?> || value instanceof Map<?, ?> || value == null
        ? null
        : value instanceof Double number
            ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
            : value.toString();
  }

  private static @Nullable BigDecimal asNumber(@Nullable Object value) {
    String text = asText(value);
    if (value instanceof Boolean || text == null) {
      return null;
    }
    return text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?")
        ? new BigDecimal(text)
        : null;
  }

  private static boolean equal(Object one, @Nullable Object other) {
    BigDecimal left = asNumber(one);
    BigDecimal right = asNumber(other);
    if (left != null && right != null) {
      return left.compareTo(right) == 0;
    }
    String text = asText(one);
    return text != null && text.equals(asText(other));
  }

  private static String order(String operator, Object field, @Nullable Object value) {
    BigDecimal left = asNumber(field);
    BigDecimal right = asNumber(value);
    if (left == null || right == null) {
      return "error";
    }
    int order = left.compareTo(right);
    return String.valueOf(
        (operator.startsWith("lt") ? order < 0 : order > 0)
            || (operator.endsWith("e") && order == 0));
  }

  private static String in(Object field, @Nullable Object value) {
    if (value instanceof String) {
      return String.valueOf(equal(field, value));
    }
    return value instanceof List<?> list
        ? String.valueOf(list.stream().anyMatch(item -> equal(field, item)))
        : "error";
  }

  private static String contains(Object field, @Nullable Object value) {
    String text = asText(field);
    if (text != null) {
      String part = asText(value);
      return String.valueOf(part != null && text.contains(part));
    }
    return field instanceof List<?> list
        ? String.valueOf(list.stream().anyMatch(item -> equal(item, value)))
        : "error";
  }

  private static String matches(Object field, @Nullable Object value) {
    return asText(field) == null
        ? "error"
        : String.valueOf(Pattern.compile((String) value).matcher(asText(field)).find());
  }
}
