package dev.tidegate.lua.module.text;

import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.Call;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.lua.regexp.Regexp;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A regular expression as scripts have it; its methods have names as in Go, and short ones. */
final class RegexpObject extends HostObject implements Traced {

  private static final Parameter<LuaString> TEXT = Parameter.string("text");
  private static final Parameter<LuaString> TEMPLATE = Parameter.string("replacement");
  private static final Parameter<Long> MOST = Parameter.integer("n").orElse(-1L);

  private static final int PRICE = 20;
  private static final Signature ONE = Signature.of(TEXT).costing(PRICE);
  private static final Signature ALL = Signature.of(TEXT, MOST).costing(PRICE);
  private static final Signature NONE = Signature.of().costing(PRICE);

  static final UserdataType<RegexpObject> TYPE = methods();

  private final Regexp regexp;

  RegexpObject(Regexp regexp) {
    super(TYPE);
    this.regexp = regexp;
  }

  private static UserdataType<RegexpObject> methods() {
    UserdataType.Builder<RegexpObject> type =
        UserdataType.builder("text.Regexp", RegexpObject.class);
    add(type, ONE, RegexpObject::match, "match", "match_string");
    add(type, ONE, first(match -> match.group(0)), "find", "find_string");
    add(type, ONE, first(Matches::groups), "find_submatch", "find_string_submatch");
    add(type, ONE, first(Matches::places), "find_index", "find_string_index");
    add(type, ALL, all(match -> match.group(0)), "find_all", "find_all_string");
    add(type, ALL, all(Matches::groups), "find_all_submatch", "find_all_string_submatch");
    add(type, ALL, all(Matches::places), "find_all_index", "find_all_string_index");
    add(
        type,
        Signature.of(TEXT, TEMPLATE).costing(PRICE),
        RegexpObject::replace,
        "replace",
        "replace_all_string");
    add(type, ALL, RegexpObject::split, "split");
    add(type, NONE, (regexp, call) -> Numbers.of(regexp.regexp.groups()), "num_subexp");
    add(type, NONE, RegexpObject::names, "subexp_names");
    add(type, NONE, (regexp, call) -> regexp.text(call.runtime()), "string");
    return type.text((runtime, regexp) -> regexp.text(runtime)).build();
  }

  private static void add(
      UserdataType.Builder<RegexpObject> type,
      Signature signature,
      BiFunction<RegexpObject, Call, Varargs> body,
      String... names) {
    for (String name : names) {
      type.method(name, signature, body);
    }
  }

  private Matches matches(Call call) {
    return new Matches(call.runtime(), regexp, Subject.of(call.runtime(), call.get(TEXT)));
  }

  private Varargs match(Call call) {
    return LuaValue.valueOf(matches(call).next());
  }

  /** Of the first match; nil where there is none. */
  private static BiFunction<RegexpObject, Call, Varargs> first(Function<Matches, LuaValue> what) {
    return (regexp, call) -> {
      Matches matches = regexp.matches(call);
      return matches.next() ? what.apply(matches) : LuaValue.NIL;
    };
  }

  /** A list of all matches, or of so many. */
  private static BiFunction<RegexpObject, Call, Varargs> all(Function<Matches, LuaValue> what) {
    return (regexp, call) -> {
      Matches matches = regexp.matches(call);
      long most = call.get(MOST);
      Table found = pinned(call.runtime());
      for (int i = 1; (most < 0 || i <= most) && matches.next(); i++) {
        found.put(call.runtime(), i, what.apply(matches));
      }
      return found;
    };
  }

  /** A list that counts as memory of the run while it grows. */
  private static Table pinned(LuaRuntime runtime) {
    Table list = new Table();
    runtime.pin(tracer -> tracer.values(list));
    return list;
  }

  private Varargs replace(Call call) {
    LuaRuntime runtime = call.runtime();
    Subject subject = Subject.of(runtime, call.get(TEXT));
    Template template = Template.of(runtime, call.get(TEMPLATE), regexp.groups(), regexp.names());
    Matches matches = new Matches(runtime, regexp, subject);
    ByteBuilder result = new ByteBuilder(runtime);
    int from = 0;
    while (matches.next()) {
      result.append(subject.part(runtime, from, matches.start()));
      template.expand(runtime, matches, result);
      from = matches.end();
    }
    result.append(subject.part(runtime, from, subject.text().length()));
    return result.finish();
  }

  /** The parts between the matches, as Go has it: so many at most, the last being what is left. */
  private Varargs split(Call call) {
    LuaRuntime runtime = call.runtime();
    Subject subject = Subject.of(runtime, call.get(TEXT));
    Table parts = pinned(runtime);
    long most = call.get(MOST);
    if (most == 0) {
      return parts;
    }
    int length = subject.text().length();
    Matches matches = new Matches(runtime, regexp, subject);
    int count = 0;
    int from = 0;
    int end = -1;
    while (length > 0 && (most < 0 || count < most - 1) && matches.next()) {
      end = matches.start();
      if (matches.end() > 0) {
        count++;
        parts.put(runtime, count, subject.part(runtime, from, end));
      }
      from = matches.end();
    }
    // An empty match at the very end leaves nothing behind it.
    if (end != length) {
      parts.put(runtime, count + 1, subject.part(runtime, from, length));
    }
    return parts;
  }

  private Varargs names(Call call) {
    Table names = new Table();
    for (int i = 1; i <= regexp.groups(); i++) {
      names.put(call.runtime(), i, LuaValue.EMPTYSTRING);
    }
    regexp.names().forEach((name, number) -> names.put(number, LuaText.encode(name)));
    return names;
  }

  private LuaString text(LuaRuntime runtime) {
    runtime.reserve(3L * regexp.text().length());
    return LuaText.encode(regexp.text());
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(regexp.bytes() + 2L * regexp.text().length());
  }
}
