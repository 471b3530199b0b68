package dev.tidegate.client;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.time.Duration;
import java.util.Map;

/**
 * The health check of the image: asks what {@code tidegate health} asks, once, of the service that
 * {@code TIDEGATE_SERVER} names or of port 8080. A container engine starts it again and again, so
 * it loads nothing but this.
 */
public final class HealthCheck {

  private static final int PATIENCE_MILLIS = Math.toIntExact(Duration.ofSeconds(10).toMillis());

  private HealthCheck() {}

  /** Ends with {@link ExitCode#OK} if the service takes work on, and with another code if not. */
  public static void main(String[] arguments) {
    System.exit(check(System.getenv(), System.out, System.err));
  }

  static int check(Map<String, String> environment, PrintStream out, PrintStream err) {
    ServiceAddress service;
    try {
      service =
          ServiceAddress.parse(
              environment.getOrDefault(ServiceAddress.VARIABLE, ServiceAddress.OF_THIS_MACHINE));
    } catch (IllegalArgumentException wrong) {
      err.println(ServiceAddress.VARIABLE + " " + wrong.getMessage());
      return ExitCode.USAGE;
    }
    try {
      int status = readiness(service);
      if (status != HttpURLConnection.HTTP_OK) {
        err.println("the service answers with status " + status);
        return ExitCode.REFUSED;
      }
      out.println("ready");
      return ExitCode.OK;
    } catch (IOException lost) {
      err.println("cannot reach the service at " + service + ": " + lost.getMessage());
      return ExitCode.UNREACHABLE;
    }
  }

  private static int readiness(ServiceAddress service) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            service.at("/actuator/health/readiness").toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setInstanceFollowRedirects(false);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
