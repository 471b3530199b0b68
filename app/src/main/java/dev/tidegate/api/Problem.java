package dev.tidegate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says what went wrong (RFC 9457).
 *
 * @param kind which of the known problems it is
 * @param detail what is special about this one
 * @param errors what is wrong with the request, place by place; empty when there is no place
 * @param line where a script is not Lua; null for other problems
 * @param message what the compiler says about it; null for other problems
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
record Problem(
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) ProblemKind kind,
    @Nullable String detail,
    List<Fault> errors,
    @Nullable Integer line,
    @Nullable String message) {

  Problem {
    errors = List.copyOf(errors);
  }

  static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, List.of(), null, null);
  }

  static Problem of(ProblemKind kind, String detail, List<Fault> errors) {
    return new Problem(kind, detail, errors, null, null);
  }

  static Problem notLua(int line, String message) {
    return new Problem(
        ProblemKind.SCRIPT_NOT_COMPILED, "line " + line + ": " + message, List.of(), line, message);
  }

  @JsonProperty
  URI type() {
    return kind.type();
  }

  @JsonProperty
  String title() {
    return kind.title();
  }

  @JsonProperty
  int status() {
    return kind.status().value();
  }

  /**
   * One thing that is wrong with a request.
   *
   * @param pointer where, as a JSON pointer (RFC 6901) into the body; {@code /name} for the query
   *     parameter {@code name}
   * @param message what, as a continuation of a sentence that begins with the field
   */
  record Fault(String pointer, String message) {}
}
