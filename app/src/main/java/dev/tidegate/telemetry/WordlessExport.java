package dev.tidegate.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/**
 * Exports of the exceptions that ended requests only which they are: messages and stack traces say
 * what a client has sent, with the query that it was sent in.
 *
 * @param exporter does it
 */
record WordlessExport(SpanExporter exporter) implements SpanExporter {

  private static final String EXCEPTION = "exception";
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return exporter.export(spans.stream().map(WordlessExport::wordless).toList());
  }

  private static SpanData wordless(SpanData span) {
    return span.getEvents().stream().anyMatch(WordlessExport::isException)
        ? new Wordless(span)
        : span;
  }

  private static boolean isException(EventData event) {
    return event.getName().equals(EXCEPTION);
  }

  private static EventData wordless(EventData event) {
    if (!isException(event)) {
      return event;
    }
    String type = event.getAttributes().get(TYPE);
    return EventData.create(
        event.getEpochNanos(),
        EXCEPTION,
        type == null ? Attributes.empty() : Attributes.of(TYPE, type));
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  private static final class Wordless extends DelegatingSpanData {

    private final StatusData status;
    private final List<EventData> events;

    Wordless(SpanData span) {
      super(span);
      // Its description is the message.
      status = StatusData.create(span.getStatus().getStatusCode(), "");
      events = span.getEvents().stream().map(WordlessExport::wordless).toList();
    }

    @Override
    public StatusData getStatus() {
      return status;
    }

    @Override
    public List<EventData> getEvents() {
      return events;
    }
  }
}
