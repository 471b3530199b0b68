package dev.tidegate.lua.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.TestEngine;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a script's error object when it is the job's error. */
class ErrorOfJobTest {

  private static TestEngine engine;

  @BeforeAll
  static void start() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
    assertThat(engine.faults()).isEmpty();
  }

  private static Failure failure(String source) throws Exception {
    return engine.start(source, TestEngine.GENEROUS, "test", Map.of()).failure();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error(e)",
        "return nil, e",
        "return 5, e",
        "return nil, errors.wrap(e, 'context')",
        "error(errors.wrap(errors.wrap(e, 'context'), 'more'), 2)",
        "assert(false, e)",
        "assert(nil, e)",
        "coroutine.wrap(function() error(e) end)()",
        "local ok, caught = pcall(error, e) error(caught, 0)",
        "return function() error(e) end",
      })
  void its_kind_message_retryable_and_details_are_kept(String end) throws Exception {
    Failure failure =
        failure(
            """
            local e = errors.new {
              message = "busy", kind = errors.UNAVAILABLE, retryable = true,
              details = { after = 5, hosts = { "a", "b" }, inner = {} },
            }
            """
                + end);

    assertThat(failure.reason()).isEqualTo(Failure.Reason.SCRIPT);
    assertThat(failure.kind()).isEqualTo("Unavailable");
    // A context that was wrapped again belongs to the message.
    assertThat(failure.message()).isEqualTo(end.contains("more") ? "context: busy" : "busy");
    assertThat(failure.retryable()).isTrue();
    assertThat(String.valueOf(failure.details()))
        .contains("\"after\":5", "\"hosts\":[\"a\",\"b\"]", "\"inner\":[]");
  }

  @Test
  void one_that_says_nothing_is_internal_and_nobody_knows_whether_to_retry() throws Exception {
    Failure failure = failure("error(errors.new('text'))");

    assertThat(failure.kind()).isEqualTo("Internal");
    assertThat(failure.message()).isEqualTo("text");
    assertThat(failure.retryable()).isNull();
    assertThat(failure.details()).isNull();
  }

  @Test
  void details_without_a_place_in_json_are_texts() throws Exception {
    Failure failure =
        failure(
            """
            local t = { name = "t" }
            t.self = t
            error(errors.new { message = "m", details = { print = print, t = t, err = errors.new("inner") } })
            """);

    assertThat(String.valueOf(failure.details()))
        .contains("\"print\":\"builtin: print\"", "\"err\":\"inner\"", "\"name\":\"t\"");
  }

  @Test
  void details_that_are_longer_than_a_message_are_left_out() throws Exception {
    String source = "error(errors.new { message = 'm', details = { text = ('x'):rep(%d) } })";

    assertThat(failure(source.formatted(4085)).details())
        .isEqualTo(Json.of("{\"text\":\"" + "x".repeat(4085) + "\"}"));
    assertThat(failure(source.formatted(4086)).details()).isNull();
  }

  @Test
  void a_text_with_a_position_is_internal_and_not_to_be_retried() throws Exception {
    Failure failure = failure("error('text')");

    assertThat(failure.kind()).isEqualTo("Internal");
    assertThat(failure.message()).isEqualTo("test:1: text");
    assertThat(failure.retryable()).isFalse();
  }
}
