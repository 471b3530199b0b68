package dev.tidegate.policy.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises another expression language that policies are written in, and says it in CEL. */
final class ForeignSyntax {

  private static final Pattern QUOTED =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`");

  /** Stands for a quoted text while the rest is rewritten. */
  private static final Pattern MASK = Pattern.compile("\u0001(\\d++)\u0002");

  /** The item that a predicate is about. */
  private static final Pattern ITEM = Pattern.compile("#");

  /** A member of that item, which may be written without it. */
  private static final Pattern MEMBER = Pattern.compile("(?<![\\w\\])}\u0002])\\.(?=[A-Za-z_])");

  private static final String OPERAND = "([\\w.\\[\\]\u0001\u0002]++)";

  /** What is replaced by what, in this order. */
  private static final Map<Pattern, String> REWRITES = new LinkedHashMap<>();

  /** What to say about what can't be rewritten. */
  private static final Map<Pattern, String> ADVICE = new LinkedHashMap<>();

  static {
    for (String word : List.of("matches", "contains", "startsWith", "endsWith")) {
      rewrite(OPERAND + "\\s++not\\s++" + word + "\\s++" + OPERAND, "!$1." + word + "($2)");
      rewrite(OPERAND + "\\s++" + word + "\\s++" + OPERAND, "$1." + word + "($2)");
    }
    rewrite("\\bnot\\s++\\(", "!(");
    rewrite(OPERAND + "\\s++not\\s++in\\s++(\\[[^\\[\\]]*+\\]|[\\w.]++)", "!($1 in $2)");
    quantifier("all", "all", "");
    quantifier("any", "exists", "");
    quantifier("one", "exists_one", "");
    quantifier("none", "exists", "!");
    quantifier("filter", "filter", "");
    quantifier("map", "map", "");
    rewrite("\\blen\\(", "size(");
    rewrite("\\band\\b", "&&");
    rewrite("\\bor\\b", "||");
    rewrite("\\bnot\\s++", "!");
    rewrite("\\bnil\\b", "null");
    rewrite("((?:actor\\.)?meta(?:\\.\\w++)++)\\s*+\\?\\?\\s*+" + OPERAND, "(has($1) ? $1 : $2)");

    advise("\\?\\?", "write has(meta.key) ? meta.key : \"other\" for ??");
    advise("\\?\\.", "write has(meta.key) && … for ?.");
    advise("[^|]\\|[^|]", "write f(x) or x.f() for x | f()");
    advise("#", "write list.all(t, t != \"x\") for all(list, {# != \"x\"})");
    advise("\\bnot\\b", "write !(…) for not");
    advise("\\b(?:and|or)\\b", "write && and || for and and or");
    advise(
        "\\b(?:matches|contains|startsWith|endsWith)\\s++[\u0001\\w]",
        "write a.matches(\"x\"), a.contains(\"x\")");
    advise("\\blet\\b", "CEL has no variables of its own");
  }

  private ForeignSyntax() {}

  private static void rewrite(String pattern, String replacement) {
    REWRITES.put(Pattern.compile(pattern), replacement);
  }

  private static void quantifier(String theirs, String ours, String before) {
    rewrite(
        "(?<![.\\w])"
            + theirs
            + "\\(\\s*+([\\w.]++)\\s*+,\\s*+\\{?([^{}()]*(?:\\([^{}()]*\\)[^{}()]*)*)\\}?\\s*+\\)",
        before + "$1." + ours + "(t, $2)");
  }

  private static void advise(String pattern, String words) {
    ADVICE.put(Pattern.compile(pattern), words);
  }

  /** The same in CEL, as far as it is recognised; empty if there is nothing to rewrite. */
  static Optional<String> inCel(String text) {
    List<String> quoted = new ArrayList<>();
    String masked = mask(text, quoted);
    String rewritten = masked;
    for (Map.Entry<Pattern, String> rewrite : REWRITES.entrySet()) {
      rewritten = rewrite.getKey().matcher(rewritten).replaceAll(rewrite.getValue());
    }
    rewritten = ITEM.matcher(rewritten).replaceAll("t");
    rewritten = rewritten.equals(masked) ? masked : MEMBER.matcher(rewritten).replaceAll("t.");
    return rewritten.equals(masked) ? Optional.empty() : Optional.of(unmask(rewritten, quoted));
  }

  /** What to write instead of something that CEL lacks. */
  static Optional<String> advice(String text) {
    String masked = mask(text, new ArrayList<>());
    return ADVICE.entrySet().stream()
        .filter(advice -> advice.getKey().matcher(masked).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String mask(String text, List<String> quoted) {
    String plain = text.replace('\u0001', ' ').replace('\u0002', ' ');
    return QUOTED
        .matcher(plain)
        .replaceAll(match -> {
          quoted.add(match.group());
          return "\u0001" + (quoted.size() - 1) + "\u0002";
        });
  }

  private static String unmask(String text, List<String> quoted) {
    return MASK.matcher(text)
        .replaceAll(match ->
            Matcher.quoteReplacement(inCelQuotes(quoted.get(Integer.parseInt(match.group(1))))));
  }

  /** A raw text between backquotes is one after an r. */
  private static String inCelQuotes(String quoted) {
    if (!quoted.startsWith("`")) {
      return quoted;
    }
    String text = quoted.substring(1, quoted.length() - 1);
    return text.contains("\"") ? "r'" + text + "'" : "r\"" + text + "\"";
  }
}
