package dev.tidegate.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lua.hostile.IsolationCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What declared functions and methods do with their arguments. */
class LuaModuleTest {

  private static final Parameter<LuaString> DATA = Parameter.string("data");
  private static final Parameter<Long> TIMES = Parameter.integer("times", 1, 10);
  private static final Parameter<Boolean> RAW = Parameter.bool("raw").orElse(false);
  private static final Parameter<Varargs> REST = Parameter.rest();
  private static final Parameter<Optional<String>> NAME = Parameter.text("name").optional();
  private static final Parameter<String> COLOUR = Parameter.oneOf("colour", "red", "green");
  private static final Parameter<Double> NUMBER = Parameter.number("number");
  private static final Parameter<Table> FIELDS = Parameter.table("fields");
  private static final Parameter<Table> NOT_NIL = FIELDS.orElse(new Table().freeze()).butNotNil();

  private static final LuaModule MODULE =
      LuaModule.named("sample")
          .constant("TEN", 10)
          .constant("TEXT", "text")
          .function("raises", Signature.of(DATA, TIMES, RAW), LuaModuleTest::count)
          .function("returns", Signature.of(DATA, TIMES).returningFaults(), LuaModuleTest::count)
          .function(
              "says_false",
              Signature.of(COLOUR).returningFaults(LuaValue.FALSE),
              call -> LuaText.encode(call.get(COLOUR)))
          .function(
              "names", Signature.of(NAME), call -> LuaText.encode(call.get(NAME).orElse("nobody")))
          .function("number", Signature.of(NUMBER), call -> Numbers.of(call.get(NUMBER)))
          .function("fields", Signature.of(NOT_NIL), call -> call.get(NOT_NIL))
          .function("calls", Signature.of(Parameter.function("f"), REST), call -> call.get(REST))
          .function("even", Signature.of(TIMES), LuaModuleTest::even)
          .function("even_or_nil", Signature.of(TIMES).returningFaults(), LuaModuleTest::even)
          .function(
              "late",
              Signature.of(TIMES, DATA).readLate(),
              call -> call.get(TIMES) == 1 ? Numbers.of(1) : call.get(DATA))
          .function("priced", Signature.of(DATA).costing(1000, 2), call -> LuaValue.NONE)
          .function("makes", Signature.of(), call -> new Thing())
          .table(
              "inner",
              inner ->
                  inner
                      .constant("DEEP", 1)
                      .function("upper", Signature.of(DATA), call -> call.get(DATA)))
          .type(Thing.TYPE)
          .build();

  private static TestEngine engine;

  @RegisterExtension final IsolationCheck isolation = new IsolationCheck(() -> List.of(engine));

  @BeforeAll
  static void start_an_engine() {
    engine =
        new TestEngine(MODULE, LuaModule.named("shown").global().constant("HERE", "yes").build());
  }

  @AfterAll
  static void close_the_engine() {
    engine.close();
  }

  private static final class Thing extends HostObject {

    private static final Parameter<Thing> OTHER =
        Parameter.object("other", "sample.Thing", Thing.class);

    static final UserdataType<Thing> TYPE =
        UserdataType.builder("sample.Thing", Thing.class)
            .method(
                "same",
                Signature.of(OTHER),
                (thing, call) -> LuaValue.valueOf(thing.equals(call.get(OTHER))))
            .method("take", Signature.of(TIMES).returningFaults(), (thing, call) -> LuaValue.TRUE)
            .build();

    Thing() {
      super(TYPE);
    }
  }

  private static Varargs count(Call call) {
    return Numbers.of((double) (call.get(DATA).m_length * call.get(TIMES)));
  }

  private static Varargs even(Call call) {
    return call.get(TIMES) % 2 == 0
        ? LuaValue.TRUE
        : call.reject(TIMES, "even number expected, got " + call.get(TIMES));
  }

  private static String json(String expression) throws Exception {
    Outcome outcome = engine.run("local sample = require('sample') return " + expression);
    return switch (outcome) {
      case Outcome.Succeeded(Json result) -> result.toString();
      default -> throw new AssertionError(expression + ": " + outcome);
    };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sample.raises("abc", 2)                | 6
          sample.raises("abc", 2.9, true, 1, 2)  | 6
          sample.raises("abc", "3")              | 9
          sample.returns("ab", 1)                | 2
          sample.says_false("green")             | "green"
          sample.names()                         | "nobody"
          sample.names(nil)                      | "nobody"
          sample.names("Ann")                    | "Ann"
          sample.number("0x10")                  | 16
          sample.fields()                        | []
          sample.fields({ 1 })                   | [1]
          select("#", sample.calls(print, 1, nil, nil)) | 3
          sample.even(4)                         | true
          sample.late(1)                         | 1
          sample.late(2, "x")                    | "x"
          sample.TEN + sample.inner.DEEP         | 11
          sample.inner.upper("x")                | "x"
          sample.makes():same(sample.makes())    | false
          (function(t) return t:same(t) end)(sample.makes()) | true
          require("sample") == sample            | true
          rawequal(_G.sample, nil)               | true
          shown.HERE .. require("shown").HERE    | "yesyes"
          (pcall(rawset, sample, "x", 1))        | false
          (pcall(rawset, sample.inner, "x", 1))  | false
          """)
  void gives(String expression, String expected) throws Exception {
    assertThat(json(expression)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sample.raises               | bad argument #1 to 'sample.raises' (string expected, got no value)
          sample.raises, nil          | bad argument #1 to 'sample.raises' (string expected, got nil)
          sample.raises, 5            | bad argument #1 to 'sample.raises' (string expected, got number)
          sample.raises, "", 11       | bad argument #2 to 'sample.raises' (number from 1 to 10 expected, got 11)
          sample.raises, "", 0 / 0    | bad argument #2 to 'sample.raises' (number from 1 to 10 expected, got nan)
          sample.raises, "", {}       | bad argument #2 to 'sample.raises' (number from 1 to 10 expected, got table)
          sample.raises, "", 1, 0     | bad argument #3 to 'sample.raises' (boolean expected, got number)
          sample.names, 5             | bad argument #1 to 'sample.names' (string expected, got number)
          sample.number, {}           | bad argument #1 to 'sample.number' (number expected, got table)
          sample.fields, nil          | bad argument #1 to 'sample.fields' (table expected, got nil)
          sample.calls, {}            | bad argument #1 to 'sample.calls' (function expected, got table)
          sample.even, 3              | bad argument #1 to 'sample.even' (even number expected, got 3)
          sample.late                 | bad argument #1 to 'sample.late' (number from 1 to 10 expected, got no value)
          sample.late, 2, nil         | bad argument #2 to 'sample.late' (string expected, got nil)
          sample.inner.upper          | bad argument #1 to 'sample.inner.upper' (string expected, got no value)
          sample.makes().same, 5      | bad argument #1 to '?' (sample.Thing expected, got number)
          sample.makes().same, sample.makes(), 5 | bad argument #2 to '?' (sample.Thing expected, got number)
          function() sample.makes():same(5) end  | test:1: bad argument #1 to 'same' (sample.Thing expected, got number)
          function() sample.raises(nil) end      | test:1: bad argument #1 to 'raises' (string expected, got nil)
          """)
  void raises(String call, String expected) throws Exception {
    assertThat(json("select(2, pcall(" + call + "))")).isEqualTo("\"" + expected + "\"");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sample.returns()            | nil   | data: string expected, got no value
          sample.returns(5, 1)        | nil   | data: string expected, got number
          sample.returns("", 0)       | nil   | times: number from 1 to 10 expected, got 0
          sample.says_false("blue")   | false | colour: "red" or "green" expected, got "blue"
          sample.says_false(("x"):rep(99)) | false | colour: "red" or "green" expected, got string
          sample.even_or_nil(3)       | nil   | times: even number expected, got 3
          sample.makes():take(0)      | nil   | times: number from 1 to 10 expected, got 0
          """)
  void returns(String call, String first, String message) throws Exception {
    assertThat(
            json(
                "(function(v, e, ...) assert(v == "
                    + first
                    + " and e:kind() == errors.INVALID and e:retryable() == false and select('#', ...) == 0)"
                    + " return e:message() end)("
                    + call
                    + ")"))
        .isEqualTo("\"" + message.replace("\"", "\\\"") + "\"");
  }

  @Test
  void a_call_is_charged_before_its_body_by_the_length_of_its_strings() throws Exception {
    assertThat(
            used("require('sample').priced(('x'):rep(2000))")
                - used("require('sample').priced('')"))
        .isBetween(1000L, 1300L);
    assertThat(used("require('sample').priced('')") - used("require('sample').makes()"))
        .isBetween(990L, 1010L);
  }

  private static long used(String source) throws Exception {
    TestEngine.TestRun run = engine.start(source, TestEngine.GENEROUS, "test", Map.of());
    assertThat(run.outcome()).isInstanceOf(Outcome.Succeeded.class);
    return run.run().usage().instructions();
  }

  @Test
  void a_module_tells_what_it_declares() {
    ModuleDeclaration declaration = ModuleDeclaration.of(MODULE);

    assertThat(declaration.isGlobal()).isFalse();
    assertThat(declaration.constants()).containsOnlyKeys("TEN", "TEXT", "inner.DEEP");
    assertThat(declaration.functions()).containsKeys("raises", "inner.upper").hasSize(13);
    assertThat(declaration.functions().getOrDefault("raises", Signature.UNDECLARED).parameters())
        .extracting(
            each -> each.name() + ": " + each.type().luaType() + (each.isRequired() ? "" : "?"))
        .containsExactly("data: string", "times: integer", "raw: boolean?");
    assertThat(declaration.types()).hasSize(1);
    assertThat(declaration.types().getFirst().name()).isEqualTo("sample.Thing");
    assertThat(declaration.types().getFirst().methods()).containsOnlyKeys("same", "take");
  }

  @Test
  void faults_of_declarations_are_found_when_they_are_made() {
    assertThatThrownBy(() -> Signature.of(REST, DATA)).hasMessage("the rest comes last");
    assertThatThrownBy(() -> LuaModule.named("m").constant("x", 1).constant("x", 2))
        .hasMessage("m.x is declared twice");
    assertThatThrownBy(() -> LuaModule.named("m").constant("x", 1).build(new Thing()))
        .hasMessage("m is an object and can't have functions as well");
  }
}
