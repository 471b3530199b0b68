package dev.tidegate.telemetry;

import dev.tidegate.access.Tokens;
import dev.tidegate.api.RequestTraces;
import dev.tidegate.audit.AuditTrail;
import dev.tidegate.job.Capacity;
import dev.tidegate.job.Drain;
import dev.tidegate.job.JobRunner;
import dev.tidegate.job.SharedClock;
import dev.tidegate.job.store.JdbcJobStore;
import dev.tidegate.lua.LuaEngine;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.reload.PolicyReload;
import dev.tidegate.websocket.ConnectionRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** Wires the meters. */
@Configuration(proxyBeanMethods = false)
public class TelemetryConfiguration {

  @Bean
  RunMetrics runMetrics(MeterRegistry registry, Capacity capacity) {
    return new RunMetrics(registry, capacity);
  }

  @Bean
  JobMetrics jobMetrics(MeterRegistry registry, Capacity.Places places, Drain drain) {
    return new JobMetrics(registry, places, drain);
  }

  @Bean
  EngineMetrics engineMetrics(LuaEngine engine) {
    return new EngineMetrics(engine);
  }

  @Bean
  EngineHealth engineHealthIndicator(LuaEngine engine) {
    return new EngineHealth(engine);
  }

  @Bean
  LimitMetrics limitMetrics(ListableBeanFactory beans) {
    return new LimitMetrics(beans);
  }

  @Bean
  ConnectionMetrics connectionMetrics(MeterRegistry registry, ConnectionRegistry connections) {
    return new ConnectionMetrics(registry, connections);
  }

  @Bean
  DecisionMetrics decisionMetrics(MeterRegistry registry, ActivePolicies policies) {
    DecisionMetrics metrics = new DecisionMetrics(registry, policies.current());
    policies.listen(metrics);
    return metrics;
  }

  @Bean
  AuditMetrics auditMetrics(AuditTrail trail) {
    return new AuditMetrics(trail);
  }

  @Bean
  RefusalLog refusalLog(ObjectProvider<JobTraces> traces) {
    return new RefusalLog(traces.getIfAvailable(() -> JobTraces.NONE));
  }

  @Bean
  RequestTraces requestTraces() {
    return new TracedRequests();
  }

  @Bean
  TraceMetrics traceMetrics(MeterRegistry registry) {
    return new TraceMetrics(registry);
  }

  @Bean
  QuotaMetrics quotaMetrics(MeterRegistry registry) {
    return new QuotaMetrics(registry);
  }

  @Bean
  OpenRequestMetrics openRequestMetrics(MeterRegistry registry) {
    return new OpenRequestMetrics(registry);
  }

  @Bean
  TokenReloadLog tokenReloadLog() {
    return new TokenReloadLog();
  }

  @Bean
  TokenReloadMetrics tokenReloadMetrics(MeterRegistry registry) {
    return new TokenReloadMetrics(registry);
  }

  @Bean
  TokenMetrics tokenMetrics(Tokens tokens) {
    return new TokenMetrics(tokens);
  }

  @Bean
  TokenHealth tokensHealthIndicator(Tokens tokens) {
    return new TokenHealth(tokens);
  }

  @Bean
  PolicyReloadLog policyReloadLog() {
    return new PolicyReloadLog();
  }

  @Bean
  PolicyReloadMetrics policyReloadMetrics(MeterRegistry registry) {
    return new PolicyReloadMetrics(registry);
  }

  @Bean
  PolicyMetrics policyMetrics(PolicyReload reload) {
    return new PolicyMetrics(reload, InstantSource.system());
  }

  @Bean
  PolicyHealth policiesHealthIndicator(PolicyReload reload) {
    return new PolicyHealth(reload);
  }

  @Bean
  StoreMetrics storeMetrics(JdbcJobStore store) {
    return new StoreMetrics(store);
  }

  @Bean
  StoreTimes storeTimes(MeterRegistry registry, JdbcJobStore store) {
    StoreTimes times = new StoreTimes(registry);
    store.listen(times);
    return times;
  }

  @Bean
  BacklogMetrics backlogMetrics(MeterRegistry registry, JdbcJobStore store, SharedClock clock) {
    return new BacklogMetrics(registry, store::backlog, clock, System::nanoTime);
  }

  @Bean(destroyMethod = "close")
  Pulse backlogPulse(BacklogMetrics metrics) {
    return new Pulse("backlog", BacklogMetrics.INTERVAL, metrics::look);
  }

  @Bean
  AdmissionMetrics admissionMetrics(Capacity capacity, JobRunner runs, Capacity.Places jobs) {
    return new AdmissionMetrics(capacity, runs, jobs);
  }

  @Bean(destroyMethod = "close")
  EventLoopMetrics eventLoopMetrics(
      MeterRegistry registry, ObjectProvider<ReactorResourceFactory> server) {
    EventLoopMetrics metrics = new EventLoopMetrics(registry);
    server.ifAvailable(resources ->
        metrics.watch(
            "http", () -> resources.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE)));
    return metrics;
  }

  @Bean
  LookUpMetrics lookUpMetrics(MeterRegistry registry) {
    return new LookUpMetrics(registry);
  }
}
