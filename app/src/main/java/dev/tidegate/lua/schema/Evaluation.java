package dev.tidegate.lua.schema;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * One look at one value. Every schema, keyword and element that it comes to is charged, and how
 * deeply schemas nest in each other is limited, whatever they refer to.
 */
final class Evaluation {

  /**
   * How deep schemas may nest: levels of the value, and references and combinations at each. About
   * a kilobyte of Java's stack each.
   */
  static final int DEEPEST = 384;

  /** After so many failures nobody looks any further. */
  private static final int MOST_FAILURES = 3;

  private static final int LONGEST_LOCATION = 200;
  private static final int SCHEMA_PRICE = 5;
  private static final int KEYWORD_PRICE = 3;

  private final LuaRuntime runtime;
  private final List<Failure> failures = new ArrayList<>();
  private final Deque<Marks> marks = new ArrayDeque<>();

  /** Keys of the value that is looked at, from the root: texts, and indexes from 0. */
  private final List<Object> path = new ArrayList<>();

  private @Nullable Scope scope;
  private int depth;

  /** How many of the schemas under way may fail without any harm. */
  private int trials;

  private Evaluation(LuaRuntime runtime) {
    this.runtime = runtime;
    runtime.pin(tracer -> marks.forEach(tracer::holder));
  }

  /**
   * What is wrong with the value; nothing when it is as the schema wants it.
   *
   * @throws SchemaFault when the schemas nest too deeply
   */
  static List<Failure> of(LuaRuntime runtime, Schema schema, LuaValue value) {
    Evaluation evaluation = new Evaluation(runtime);
    evaluation.check(schema, value, Marks.OFF);
    return evaluation.failures;
  }

  LuaRuntime runtime() {
    return runtime;
  }

  /** Whether the value is as the schema wants it. */
  boolean check(Schema schema, LuaValue value, Marks given) {
    runtime.charge(SCHEMA_PRICE);
    if (schema.verdict() != null) {
      return schema.verdict() || fail("false", () -> "nothing is allowed here");
    }
    if (depth == DEEPEST) {
      throw new SchemaFault(
          "the schema refers to itself without end, or nests deeper than " + DEEPEST + " levels");
    }
    depth++;
    Scope outer = scope;
    if (outer == null || !outer.isOf(schema.resource())) {
      scope = new Scope(schema.resource(), outer);
    }
    boolean holds =
        schema.looksAtRest() ? checkAlone(schema, value, given) : all(schema, value, given);
    scope = outer;
    depth--;
    return holds;
  }

  private boolean checkAlone(Schema schema, LuaValue value, Marks given) {
    Marks own = newMarks();
    boolean holds = all(schema, value, own);
    marks.pop();
    if (holds) {
      given.add(runtime, own);
    }
    return holds;
  }

  private boolean all(Schema schema, LuaValue value, Marks given) {
    boolean holds = true;
    for (Keyword keyword : schema.keywords()) {
      runtime.charge(KEYWORD_PRICE);
      if (!keyword.holds(this, value, given)) {
        holds = false;
        if (isDecided()) {
          return false;
        }
      }
    }
    return holds;
  }

  /** Whether the value is as the schema wants it, where it does no harm if it is not. */
  boolean tries(Schema schema, LuaValue value, Marks given) {
    if (given.isOff()) {
      trials++;
      boolean holds = check(schema, value, given);
      trials--;
      return holds;
    }
    Marks own = newMarks();
    trials++;
    boolean holds = check(schema, value, own);
    trials--;
    marks.pop();
    if (holds) {
      given.add(runtime, own);
    }
    return holds;
  }

  private Marks newMarks() {
    Marks made = new Marks();
    marks.push(made);
    return made;
  }

  /** Checks a property. */
  boolean property(Schema schema, LuaString name, LuaValue value) {
    path.add(name);
    boolean holds = check(schema, value, Marks.OFF);
    path.removeLast();
    return holds;
  }

  /**
   * Checks an element.
   *
   * @param index from 1, as in Lua
   */
  boolean element(Schema schema, int index, LuaValue value) {
    path.add(index - 1);
    boolean holds = check(schema, value, Marks.OFF);
    path.removeLast();
    return holds;
  }

  /** Whether one more failure would tell nobody anything. */
  boolean isDecided() {
    return trials > 0 || failures.size() >= MOST_FAILURES;
  }

  /** Notes that the value fails a keyword; gives false. */
  boolean fail(String keyword, Supplier<String> words) {
    if (!isDecided()) {
      failures.add(new Failure(location(), keyword, words.get()));
    }
    return false;
  }

  private String location() {
    StringBuilder text = new StringBuilder();
    for (Object key : path) {
      text.append('/').append(key instanceof LuaString name ? shown(name) : key);
      if (text.length() > LONGEST_LOCATION) {
        return text.substring(0, LONGEST_LOCATION) + "…";
      }
    }
    return text.toString();
  }

  /** As a part of a JSON pointer (RFC 6901). */
  private static String shown(LuaString name) {
    return shortened(name).replace("~", "~0").replace("/", "~1");
  }

  /** A name as messages show it: not all of a long one. */
  static String shortened(LuaString name) {
    return name.m_length <= LONGEST_LOCATION
        ? LuaText.decode(name)
        : LuaText.decode(name.substring(0, LONGEST_LOCATION)) + "…";
  }

  /**
   * The schema that a dynamic reference means: that of the outermost resource under way which has
   * the anchor.
   */
  Schema dynamic(String anchor, Schema otherwise) {
    Schema found = otherwise;
    for (Scope at = scope; at != null; at = at.outer()) {
      runtime.charge(1);
      Schema target = at.resource().dynamicTarget(anchor);
      found = target == null ? found : target;
    }
    return found;
  }

  /** The same for {@code $recursiveRef}. */
  Schema recursive(Schema otherwise) {
    Schema found = otherwise;
    for (Scope at = scope; at != null; at = at.outer()) {
      runtime.charge(1);
      found = at.resource().isRecursive() ? at.resource().root() : found;
    }
    return found;
  }

  /** How many entries an object has. */
  int size(Table object) {
    runtime.charge(object.positions());
    int size = 0;
    for (int at = object.following(0); at != 0; at = object.following(at)) {
      size++;
    }
    return size;
  }

  /** The resources of the schemas under way, innermost first. */
  @SuppressWarnings("ReferenceEquality") // a resource is equal to itself only
  private record Scope(Resource resource, @Nullable Scope outer) {

    boolean isOf(Resource other) {
      return resource == other;
    }
  }
}
