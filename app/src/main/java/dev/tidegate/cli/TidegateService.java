package dev.tidegate.cli;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The HTTP service, put together from its features. */
@SpringBootApplication(
    scanBasePackages = {
      "dev.tidegate.access",
      "dev.tidegate.api",
      "dev.tidegate.audit",
      "dev.tidegate.cli",
      "dev.tidegate.job",
      "dev.tidegate.telemetry"
    },
    proxyBeanMethods = false)
public class TidegateService {}
