package dev.tidegate.api;

import dev.tidegate.access.CallerRights;
import dev.tidegate.job.AttemptEvents;
import dev.tidegate.job.JobEnquiries;
import dev.tidegate.job.JobSignals;
import dev.tidegate.job.JobStore;
import dev.tidegate.websocket.ConnectionRegistry;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Wires the HTTP API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProperties.class)
@Import({
  ApiDocumentController.class,
  AuditController.class,
  EditorController.class,
  JobConnectionsController.class,
  JobListController.class,
  JobStreamsController.class,
  JobsController.class,
  PolicyController.class,
  RunController.class,
  ScriptsController.class
})
public class ApiConfiguration {

  @Bean
  EditorLibrary editorLibrary() {
    return EditorLibrary.packed();
  }

  @Bean
  ApiDocument apiDocument(JsonMapper json) {
    return new ApiDocument(json);
  }

  @Bean
  BodyReader bodyReader(ApiProperties properties) {
    return new BodyReader(properties);
  }

  @Bean(destroyMethod = "close")
  DeskWork deskWork() {
    return new DeskWork();
  }

  @Bean
  OpenRequests openRequests(ApiProperties properties, List<OpenRequestListener> listeners) {
    return new OpenRequests(
        properties.openPerActor(),
        properties.openPerNode(),
        properties.stallLimit(),
        listeners,
        Schedulers.parallel());
  }

  @Bean
  StoredJobs storedJobs(JobStore store) {
    return new StoredJobs(store, InstantSource.system(), Schedulers.parallel());
  }

  @Bean
  JobAccess jobAccess(CallerRights rights) {
    return new JobAccess(rights);
  }

  @Bean
  JobWaiting jobWaiting(
      StoredJobs jobs, JobSignals signals, OpenRequests open, ApiProperties properties) {
    return new JobWaiting(jobs, signals, open, properties.lookInterval(), Schedulers.parallel());
  }

  @Bean
  JobStreams jobStreams(
      StoredJobs jobs,
      JobAccess access,
      JobSignals signals,
      OpenRequests open,
      ApiProperties properties) {
    return new JobStreams(
        jobs,
        access,
        signals,
        open,
        new StreamBody.Pace(properties.lookInterval(), properties.heartbeat()),
        Schedulers.parallel());
  }

  @Bean
  JobConnections jobConnections(
      StoredJobs jobs,
      AttemptEvents attempts,
      ConnectionRegistry connections,
      JobEnquiries others,
      ApiProperties properties,
      JsonMapper json) {
    return new JobConnections(jobs, attempts, connections, others, properties.nodePatience(), json);
  }

  @Bean
  ConnectionRecorder connectionRecorder(AttemptEvents attempts, JsonMapper json) {
    return new ConnectionRecorder(attempts, InstantSource.system(), json);
  }

  @Bean
  ProblemHandler problemHandler(RequestTraces traces, JsonMapper json) {
    return new ProblemHandler(traces, json);
  }
}
