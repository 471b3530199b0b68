package dev.tidegate.audit;

import dev.tidegate.policy.ActivePolicies;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the audit. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
public class AuditConfiguration {

  @Bean(destroyMethod = "close")
  AuditLog auditLog(AuditProperties properties) {
    return AuditLog.open(properties);
  }

  @Bean
  RecentDecisions recentDecisions(AuditProperties properties) {
    return new RecentDecisions(
        properties.keepCount(), properties.keepTime(), InstantSource.system());
  }

  @Bean
  AuditQueue auditQueue(AuditProperties properties) {
    return new AuditQueue(properties.queue());
  }

  @Bean
  LineBudget lineBudget(AuditProperties properties, AuditQueue queue) {
    return new LineBudget(properties.linesPerMinute(), InstantSource.system(), queue::other);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  AuditWriter auditWriter(
      AuditQueue queue, LineBudget budget, RecentDecisions recent, JsonMapper json, AuditLog log) {
    return new AuditWriter(queue, budget, recent, json, log, InstantSource.system());
  }

  /** Depends on the writer, which therefore outlives whoever has something to write. */
  @Bean
  AuditTrail auditTrail(
      AuditProperties properties,
      AuditQueue queue,
      LineBudget budget,
      AuditWriter writer,
      ActivePolicies policies) {
    AuditTrail trail =
        new AuditTrail(
            properties.allowSample(),
            () -> ThreadLocalRandom.current().nextDouble(),
            InstantSource.system(),
            queue,
            budget);
    trail.started(policies.current());
    return trail;
  }
}
