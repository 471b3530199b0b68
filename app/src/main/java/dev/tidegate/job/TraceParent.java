package dev.tidegate.job;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a trace, as the header {@code traceparent} says it (W3C Trace Context, section 3.2).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all of them 0
 * @param spanId 16 of them, not all of them 0
 * @param sampled whether what belongs to the trace is to be recorded
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {

  private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");
  private static final Pattern TEXT =
      Pattern.compile("00-(%s)-(%s)-([0-9a-f]{2})".formatted(TRACE_ID, SPAN_ID));

  /** Checks the ids. */
  public TraceParent {
    if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
      throw new IllegalArgumentException("ids of a trace and of a span are hexadecimal digits");
    }
  }

  /** Reads the form of version 00; empty for everything else. */
  public static Optional<TraceParent> parse(String text) {
    var form = TEXT.matcher(text);
    return form.matches()
        ? Optional.of(
            new TraceParent(
                form.group(1), form.group(2), (Integer.parseInt(form.group(3), 16) & 1) != 0))
        : Optional.empty();
  }

  /** The form of version 00. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
