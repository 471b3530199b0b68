package dev.tidegate.api;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Wires the HTTP API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProperties.class)
@Import({
  ApiDocumentController.class,
  AuditController.class,
  EditorController.class,
  PolicyController.class,
  RunController.class
})
class ApiConfiguration {

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
  ProblemHandler problemHandler(JsonMapper json) {
    return new ProblemHandler(json);
  }
}
