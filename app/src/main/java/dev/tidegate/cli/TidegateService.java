package dev.tidegate.cli;

import dev.tidegate.access.AccessConfiguration;
import dev.tidegate.access.QuotaConfiguration;
import dev.tidegate.api.ApiConfiguration;
import dev.tidegate.audit.AuditConfiguration;
import dev.tidegate.console.ConsoleConfiguration;
import dev.tidegate.job.JobConfiguration;
import dev.tidegate.job.queue.QueueConfiguration;
import dev.tidegate.job.store.StoreConfiguration;
import dev.tidegate.telemetry.TelemetryConfiguration;
import dev.tidegate.telemetry.TracingConfiguration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The HTTP service, put together from its features. They are named instead of searched for: at each
 * start a search would read every class of theirs.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  AccessConfiguration.class,
  QuotaConfiguration.class,
  ApiConfiguration.class,
  AuditConfiguration.class,
  ConsoleConfiguration.class,
  EngineConfiguration.class,
  OperatorValuesConfiguration.class,
  OutboundConfiguration.class,
  PolicyConfiguration.class,
  JobConfiguration.class,
  QueueConfiguration.class,
  StoreConfiguration.class,
  TelemetryConfiguration.class,
  TracingConfiguration.class
})
public class TidegateService {

  /** Not an exit code: the process lives on with the service's threads. */
  static final int SERVING = -1;

  private static final int ENDED = 0;
  private static final int FAILED = 1;

  /**
   * Starts the service.
   *
   * @param properties such as {@code --server.port=9090}
   * @return {@link #SERVING}, or the exit code of a process that is to end
   */
  static int start(List<String> properties) {
    try {
      SpringApplication.run(TidegateService.class, properties.toArray(String[]::new));
      return SERVING;
    } catch (SpringApplication.AbandonedRunException asked) {
      // The run was only to warm something up, as spring.context.exit=onRefresh asks.
      return ENDED;
    } catch (RuntimeException reported) {
      // Spring has said why already, in words where it could.
      return FAILED;
    }
  }
}
