package dev.tidegate.lua.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.lua.DirectRun;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.ScriptError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

class JsonCodecTest {

  private final JsonCodec codec = new JsonCodec();
  private final DirectRun run = new DirectRun();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "42",
        "-0.25",
        "9007199254740993024",
        "\"é 😀 \\\" \\\\ \\n\"",
        "[]",
        "{}",
        "[{},[],[{}]]",
        "{\"a\":{\"b\":[1,\"two\",false]}}",
      })
  void what_was_read_is_written_as_it_was(String text) {
    LuaValue value = codec.read(run.runtime(), Json.of(text));

    assertThat(codec.write(run.runtime(), value, 1000)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {items = {1, 2, {callback = print}}} | cannot encode function at result.items[3].callback
          print                                | cannot encode function at result
          {["two words"] = {print}}            | cannot encode function at result["two words"][1]
          {[true] = print}                     | cannot encode function at result[true]
          {list = {1, x = 2}}                  | cannot encode mixed-key table at result.list
          {list = {1, nil, 3}}                 | cannot encode sparse array at result.list
          {[{}] = 1}                           | cannot encode key that is a table at result
          """)
  void what_json_can_not_carry_is_refused_with_its_path(String expression, String message) {
    LuaValue value = run.run("return " + expression).arg1();

    assertThat(refusal(value, 1000).message()).isEqualTo(message);
  }

  @Test
  void a_host_object_is_refused_and_an_error_is_its_message() {
    LuaValue error = ErrorValue.of(ErrorKind.TIMEOUT, "too late", true);

    assertThat(codec.write(run.runtime(), error, 1000)).hasToString("\"too late\"");
    assertThat(refusal(new LuaUserdata(new Object()), 1000).message())
        .isEqualTo("cannot encode userdata at result");
  }

  @Test
  void a_cycle_is_refused_where_it_closes() {
    LuaValue value = run.run("local t = {a = {}} t.a.up = {t} return t").arg1();

    assertThat(refusal(value, 1000).message()).isEqualTo("cannot encode cycle at result.a.up[1]");
  }

  @Test
  void a_result_may_be_as_long_as_the_limit_and_no_longer() {
    LuaValue value = run.run("return ('x'):rep(20000)").arg1();

    assertThat(codec.write(run.runtime(), value, 20_002).utf8()).hasSize(20_002);
    assertThat(refusal(value, 20_001).message())
        .isEqualTo("result is longer than 20001 bytes as JSON");
    assertThat(refusal(run.run("return {1, 2}").arg1(), 4).message())
        .isEqualTo("result is longer than 4 bytes as JSON");
  }

  @Test
  void metamethods_are_not_called() {
    LuaValue value =
        run.run(
                """
                local function fail() error("called") end
                return setmetatable({ 1 }, { __index = fail, __len = fail, __pairs = fail })
                """)
            .arg1();

    assertThat(codec.write(run.runtime(), value, 1000)).hasToString("[1]");
  }

  @Test
  void an_input_nested_too_deeply_is_refused() {
    Json json = Json.of("[".repeat(129) + "]".repeat(129));

    assertThatExceptionOfType(ScriptError.class)
        .isThrownBy(() -> codec.read(run.runtime(), json))
        .satisfies(error -> {
          ErrorValue value = (ErrorValue) error.value();
          assertThat(value.kind()).isEqualTo(ErrorKind.INVALID.text());
          assertThat(value.message()).startsWith("input: JSON nested deeper than 128 levels");
        });
  }

  private ErrorValue refusal(LuaValue value, long limit) {
    try {
      codec.write(run.runtime(), value, limit);
    } catch (ScriptError error) {
      ErrorValue refused = (ErrorValue) error.value();
      assertThat(refused.kind()).isEqualTo(ErrorKind.INVALID.text());
      assertThat(refused.retryable()).isFalse();
      return refused;
    }
    throw new AssertionError("was written: " + value);
  }
}
