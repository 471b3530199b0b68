package dev.tidegate.bench.http;

import dev.tidegate.cli.TidegateService;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** The service with an endpoint more; prints its port once it is ready. */
final class MeasuredService {

  private MeasuredService() {}

  /** Starts it with properties as arguments. */
  public static void main(String[] arguments) {
    Class<?>[] sources = {TidegateService.class, EmptyEndpoint.class};
    if (!(SpringApplication.run(sources, arguments)
        instanceof WebServerApplicationContext service)) {
      throw new IllegalStateException("the service has no web server");
    }
    System.out.println(
        ServiceProcess.READY + Objects.requireNonNull(service.getWebServer(), "it runs").getPort());
    System.out.flush();
  }
}
