package dev.tidegate.docs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus names.
 *
 * @param selectors the metrics, with what their labels must match
 * @param labels what it groups and joins by
 */
record PromQl(List<Selector> selectors, Set<String> labels) {

  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|[a-zA-Z_:][\\w:]*|\\d[\\w.]*|=~|!~|!=|==|<=|>=|\\S");
  private static final Set<String> GROUPING =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  /**
   * A metric in a query.
   *
   * @param metric its name
   * @param matchers by label, what its value must be
   */
  record Selector(String metric, Map<String, Matcher> matchers) {}

  /** How a label is compared, and with what. */
  record Matcher(String operator, String value) {}

  /** Reads a query that Prometheus itself would read without complaint. */
  static PromQl of(String query) {
    return new Reader(TOKEN.matcher(query).results().map(MatchResult::group).toList()).read();
  }

  private static final class Reader {

    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> labels = new HashSet<>();
    private int at;

    Reader(List<String> tokens) {
      this.tokens = tokens;
    }

    PromQl read() {
      while (at < tokens.size()) {
        String token = tokens.get(at++);
        if (token.equals("[")) {
          upTo("]");
        } else if (token.equals("{")) {
          throw new IllegalArgumentException("a selector without a metric: " + tokens);
        } else if (GROUPING.contains(token)) {
          if (next("(")) {
            upTo(")").stream().filter(name -> !name.equals(",")).forEach(labels::add);
          }
        } else if (isName(token) && !OPERATORS.contains(token) && !isFunction()) {
          selectors.add(new Selector(token, next("{") ? matchers() : Map.of()));
        }
      }
      return new PromQl(List.copyOf(selectors), Set.copyOf(labels));
    }

    /** A name is a function's if its arguments follow, or by what it aggregates. */
    private boolean isFunction() {
      return at < tokens.size() && List.of("(", "by", "without").contains(tokens.get(at));
    }

    private Map<String, Matcher> matchers() {
      List<String> inside = upTo("}");
      Map<String, Matcher> matchers = new TreeMap<>();
      for (int i = 0; i + 2 < inside.size(); i += 4) {
        String value = inside.get(i + 2);
        matchers.put(
            inside.get(i), new Matcher(inside.get(i + 1), value.substring(1, value.length() - 1)));
      }
      return matchers;
    }

    private boolean next(String token) {
      boolean there = at < tokens.size() && tokens.get(at).equals(token);
      if (there) {
        at++;
      }
      return there;
    }

    private List<String> upTo(String end) {
      List<String> inside = new ArrayList<>();
      while (!tokens.get(at).equals(end)) {
        inside.add(tokens.get(at++));
      }
      at++;
      return inside;
    }

    private static boolean isName(String token) {
      char first = token.charAt(0);
      return Character.isLetter(first) || first == '_' || first == ':';
    }
  }
}
