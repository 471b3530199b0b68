package dev.tidegate.telemetry;

import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Wires the traces, where they are made. */
@Configuration(proxyBeanMethods = false)
@Conditional(TraceExport.class)
public class TracingConfiguration {

  @Bean
  JobSpans jobSpans(OpenTelemetry telemetry) {
    return new JobSpans(tracer(telemetry));
  }

  @Bean
  ConnectionSpans connectionSpans(OpenTelemetry telemetry, JobSpans jobs) {
    return new ConnectionSpans(tracer(telemetry), jobs, InstantSource.system());
  }

  @Bean
  EndedSpans endedSpans(TraceMetrics metrics) {
    return new EndedSpans(metrics);
  }

  @Bean
  SpanExporters spanExporters(List<SpanExporter> exporters, TraceMetrics metrics) {
    return SpanExporters.of(
        exporters.stream()
            .map(exporter -> new CountedExport(new WordlessExport(exporter), metrics))
            .toList());
  }

  /** Whoever asks every few seconds how the service is would be most of what there is to see. */
  @Bean
  SpanExportingPredicate noProbes() {
    return span -> {
      String path = span.getTags().get("http.url");
      return path == null || !path.startsWith("/actuator/");
    };
  }

  private static Tracer tracer(OpenTelemetry telemetry) {
    return telemetry.getTracer("dev.tidegate");
  }
}
