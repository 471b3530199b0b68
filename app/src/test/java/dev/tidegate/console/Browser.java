package dev.tidegate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Chromium that is installed on this machine; tests are skipped where there is none. */
final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Browser(Playwright playwright, Path program) {
    this.playwright = playwright;
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    // The tests may run as root, where Chromium has no sandbox.
                    .setArgs(List.of("--no-sandbox")));
  }

  /** Starts it. */
  static Browser start() {
    Path program = program();
    assumeTrue(program != null, "there is no Chromium on the path");
    // Nothing is to be fetched.
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    return new Browser(
        Playwright.create(new Playwright.CreateOptions().setEnv(environment)),
        Objects.requireNonNull(program));
  }

  private static @Nullable Path program() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** A window without a past. */
  Page open(int width, int height, ColorScheme colours) {
    BrowserContext context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
        complaints.add(message.text() + " (" + message.location() + ")");
      }
    });
    page.onPageError(complaints::add);
    return page;
  }

  /** What pages have complained of so far, such as what their content security policy refused. */
  List<String> complaints() {
    return complaints;
  }

  /** Looks for what keeps people from using a page, and fails where that is serious. */
  static void assertAccessible(Page page) {
    page.evaluate(axe());
    Object found =
        page.evaluate(
            """
            async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
              .filter((found) => found.impact === "serious" || found.impact === "critical")
              .map((found) => found.id + ": " + found.help + " " +
                found.nodes.map((node) => node.html + " " + (node.any[0]?.message ?? "")).join(" | "))
            """);
    assertThat((List<?>) found).as("what axe finds at %s", page.url()).isEmpty();
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(script, "axe is on the class path").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
