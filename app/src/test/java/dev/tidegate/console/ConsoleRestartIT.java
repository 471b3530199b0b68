package dev.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tidegate.job.queue.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console while its service is away. */
class ConsoleRestartIT {

  /** Starts of processes included, with others on the same processors. */
  private static final double PATIENCE = 240_000;

  @TempDir private Path data;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private ServiceProcess start(int port) throws IOException {
    return ServiceProcess.start("--server.port=" + port, "--tidegate.data.dir=" + data);
  }

  /** A job with two attempts says what it does in both, and the page misses nothing of either. */
  @Test
  void a_job_is_followed_over_a_restart() throws Exception {
    int port = freePort();
    try (Browser browser = Browser.start()) {
      Page page = browser.open(1280, 800, ColorScheme.LIGHT);
      String id;
      try (ServiceProcess service = start(port).ready()) {
        id =
            service.submit(
                Map.of(
                    "source",
                    "print('begun') time.after('5s'):receive() print('ended') return 'whole'",
                    "retry",
                    Map.of("max_attempts", 3, "backoff", "1s")));
        page.navigate("http://127.0.0.1:" + port + "/#/jobs/" + id);
        page.getByLabel("Access token").fill(ServiceProcess.TOKEN);
        page.getByLabel("Access token").press("Enter");
        assertThat(log(page)).containsText("begun");
        service.kill();
      }
      assertThat(page.getByText("No connection to the service")).isVisible();
      try (ServiceProcess _ = start(port).ready()) {
        Locator result =
            page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Result"));
        assertThat(result).containsText("whole", new ContainsTextOptions().setTimeout(PATIENCE));
        assertThat(log(page).locator(".message")).hasText(new String[] {"begun", "begun", "ended"});
        assertThat(page.getByText("No connection to the service")).hasCount(0);
      }
      // Nothing but that the service was away.
      assertThat(browser.complaints()).allMatch(each -> each.contains("ERR_"));
    }
  }

  private static Locator log(Page page) {
    return page.getByRole(AriaRole.LOG);
  }
}
