package dev.tidegate.access;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires how many jobs one actor may submit. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubmissionProperties.class)
public class QuotaConfiguration {

  @Bean
  ActorQuotas actorQuotas(SubmissionProperties properties, List<QuotaListener> listeners) {
    return new ActorQuotas(
        properties.submissionsPerMinute(), properties.burst(), Ticker.systemTicker(), listeners);
  }
}
