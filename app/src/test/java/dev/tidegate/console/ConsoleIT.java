package dev.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tidegate.api.Client;
import dev.tidegate.cli.TidegateService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The console in a real browser. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "tidegate.access.token=" + Client.TOKEN)
@ActiveProfiles("dev")
class ConsoleIT {

  private static final double PATIENCE = 30_000;

  private static final Locator.GetByTextOptions EXACTLY =
      new Locator.GetByTextOptions().setExact(true);

  private static Browser browser;

  @LocalServerPort private int port;
  private Page page;

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.complaints().clear();
    page = browser.open(1280, 800, ColorScheme.LIGHT);
  }

  @AfterEach
  void nothing_was_refused_by_the_content_security_policy() {
    page.context().close();
    assertThat(browser.complaints()).isEmpty();
  }

  private void go(String place) {
    page.navigate("http://127.0.0.1:" + port + "/" + place);
  }

  private void signIn(String place) {
    go(place);
    page.getByLabel("Access token").fill(Client.TOKEN);
    button("Sign in").click();
    assertThat(button("Sign out")).isVisible();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void write(String script) {
    Locator editor = page.getByLabel("Script", new Page.GetByLabelOptions().setExact(true)).last();
    editor.click();
    page.keyboard().press("Control+a");
    page.keyboard().insertText(script);
  }

  private void run(String script) {
    write(script);
    button("Run").click();
  }

  private Locator region(String name) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator badge(String state) {
    return page.locator("main .state .badge").getByText(state, EXACTLY);
  }

  private Locator log() {
    return page.getByRole(AriaRole.LOG);
  }

  @Test
  void a_wrong_token_opens_nothing_and_a_right_one_stays_in_its_tab() {
    go("");
    page.getByLabel("Access token").fill("no-such-token-at-all");
    button("Sign in").click();
    assertThat(page.getByText("Not accepted")).isVisible();
    // The browser itself tells of an answer that is no success.
    assertThat(browser.complaints()).allMatch(each -> each.contains("401"));
    browser.complaints().clear();

    page.getByLabel("Access token").fill(Client.TOKEN);
    button("Sign in").click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Playground")))
        .isVisible();
    assertThat(page.url()).doesNotContain(Client.TOKEN);
    assertThat(page.context().cookies()).isEmpty();
    page.reload();
    assertThat(button("Sign out")).isVisible();
    Page other = page.context().newPage();
    other.navigate("http://127.0.0.1:" + port + "/");
    assertThat(other.getByLabel("Access token")).isVisible();

    button("Sign out").click();
    assertThat(page.getByLabel("Access token")).isVisible();
  }

  @Test
  void a_script_shows_its_log_its_result_and_what_it_used() {
    signIn("");
    run("print('hello') return { list = { 1, 2, 3 }, name = 'a<b' }");

    assertThat(region("Result")).containsText("a<b");
    assertThat(log()).containsText("hello");
    assertThat(badge("Succeeded")).isVisible();
    assertThat(region("Usage")).containsText("Wall time");
    region("Result").getByText("[ 3 entries ]").click();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Details")).click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText("Job without a name");
    assertThat(region("Timeline")).containsText("ran for");
  }

  @Test
  void input_and_limits_are_those_that_were_asked_for() {
    signIn("");
    page.getByText("Input and limits").click();
    page.getByLabel("Input, as JSON", new Page.GetByLabelOptions().setExact(true)).last().click();
    page.keyboard().insertText("{\"n\": 41}");
    page.getByLabel("Wall time", new Page.GetByLabelOptions().setExact(true)).fill("7s");
    run("local input = ... return input.n + 1");

    assertThat(region("Result")).containsText("42");
    assertThat(region("Usage")).containsText("of 7 s");

    page.getByLabel("Memory", new Page.GetByLabelOptions().setExact(true)).fill("nonsense");
    button("Run").click();
    assertThat(page.getByText("/limits/memory")).isVisible();
    browser.complaints().removeIf(each -> each.contains("400"));
  }

  @Test
  void what_is_no_lua_is_marked_as_one_types() {
    signIn("");
    write("local x = 1\nlocal = 2\n");

    Locator mark = page.locator(".cm-lint-marker-error");
    assertThat(mark).isVisible();
    write("local x = 1\n");
    assertThat(mark).hasCount(0);
  }

  @Test
  void an_error_is_shown_with_its_line_marked() {
    signIn("");
    run("local x = nil\nprint('before')\nreturn x.y\n");

    assertThat(region("Error")).containsText("attempt to index");
    assertThat(page.locator(".cm-failed")).containsText("return x.y");
    assertThat(badge("Failed")).isVisible();
  }

  @Test
  void a_running_script_shows_its_log_live_and_can_be_cancelled() {
    signIn("");
    run("print('it has begun') time.after('10m'):receive()");

    assertThat(log()).containsText("it has begun");
    assertThat(badge("Running")).isVisible();
    button("Cancel").click();
    assertThat(badge("Cancelled")).isVisible();
  }

  @Test
  void what_a_script_says_is_text_whatever_it_says() {
    signIn("");
    run(
        """
        print("<img src=x onerror=alert(1)><script>alert(2)</script>")
        print("\\27[31mred\\27[0m\\7 \\226\\128\\174txet")
        return { ["<b>key</b>"] = "<i>value</i>" }
        """);

    assertThat(region("Result")).containsText("<i>value</i>");
    assertThat(region("Result")).containsText("<b>key</b>");
    assertThat(log()).containsText("<img src=x onerror=alert(1)><script>alert(2)</script>");
    assertThat(log()).containsText("\u241b[31mred\u241b[0m\u2407 \ufffdtxet");
    assertThat(page.locator("main img, main script, main b, main i").count()).isZero();
  }

  @Test
  void ten_thousand_lines_are_there_and_few_are_elements() {
    signIn("");
    run("for i = 1, 10000 do print('line ' .. i) end");

    assertThat(page.getByText("10000 lines")).isVisible();
    assertThat(log()).containsText("line 10000");
    assertThat(log().locator(".line").count()).isLessThan(100);
    page.getByLabel("Find in the log").fill("line 4321");
    assertThat(page.getByText("1 of 10000 lines")).isVisible();
    assertThat(log()).containsText("line 4321");
  }

  private static DisposableServer echo() {
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .route(routes -> routes.ws("/echo", (in, out) -> out.sendString(in.receive().asString())))
        .bindNow(Duration.ofSeconds(30));
  }

  @Test
  void a_job_with_connections_shows_them_on_its_time_axis() {
    DisposableServer peer = echo();
    String url = "ws://127.0.0.1:" + peer.port() + "/echo";
    try {
      signIn("");
      run(
          """
          local c = assert(websocket.connect("URL"))
          c:send("hello") c:channel():receive()
          time.after("2s"):receive()
          c:close()
          """
              .replace("URL", url));
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Details")).click();

      assertThat(region("Open connections")).containsText(url);
      assertThat(badge("Succeeded")).isVisible();
      assertThat(region("Timeline")).containsText("closed with 1000 by local");
    } finally {
      peer.disposeNow(Duration.ofSeconds(30));
    }
  }

  @Test
  void jobs_are_listed_by_filters_that_the_address_has() {
    signIn("");
    run("error('this one fails')");
    assertThat(badge("Failed")).isVisible();
    run("return 1");
    assertThat(badge("Succeeded")).isVisible();

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Jobs").setExact(true))
        .click();
    page.getByLabel("State").selectOption("failed");
    assertThat(page).hasURL(Pattern.compile(".*#/jobs\\?state=failed"));
    assertThat(page.locator("tbody")).containsText("this one fails");
    assertThat(page.locator("tbody .succeeded")).hasCount(0);
    page.reload();
    assertThat(page.getByLabel("State")).hasValue("failed");
    page.locator("tbody a").first().click();
    assertThat(region("Error")).containsText("this one fails");
    page.goBack();
    assertThat(page.getByLabel("State")).hasValue("failed");
    page.getByLabel("Name").fill("nobody has this name");
    page.getByLabel("Name").press("Enter");
    assertThat(page.getByText("No job is like that.")).isVisible();
  }

  private void follow(String link) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
        .first()
        .click();
  }

  @Test
  void the_policies_in_force_show_what_they_have_decided() {
    signIn("");
    run("websocket.connect('wss://example.com/prices?key=secret')");
    assertThat(badge("Succeeded")).isVisible();

    follow("Policies");
    assertThat(region("tidegate:members")).containsText("recent decision");
    assertThat(region("tidegate:members")).containsText("job.submit");
    page.getByLabel("Find a policy").fill("own-machine");
    assertThat(region("tidegate:own-machine")).isVisible();
    assertThat(region("tidegate:members")).hasCount(0);

    follow("Decisions");
    page.getByLabel("Decision").selectOption("undefined");
    assertThat(page).hasURL(Pattern.compile(".*#/policies/decisions\\?decision=undefined"));
    assertThat(page.locator("tbody")).containsText("wss://example.com/prices");
    assertThat(page.locator("tbody")).not().containsText("secret");
    page.locator("tbody").getByText("Try", EXACTLY).first().click();
    assertThat(region("Decision")).containsText("No policy says anything about it");
    assertThat(region("What each policy makes of it")).containsText("tidegate:own-machine");
  }

  @Test
  void a_question_is_answered_on_behalf_of_somebody_else() {
    signIn("#/policies/try");
    page.getByLabel("Resource").fill("ws://127.0.0.1:8765/echo");
    button("Evaluate").click();
    assertThat(region("Decision")).containsText("by tidegate:own-machine");

    page.getByLabel("Actor", new Page.GetByLabelOptions().setExact(true)).fill("somebody");
    page.getByLabel("Groups of that actor").fill("nobody, default");
    button("Evaluate").click();
    assertThat(region("Decision")).containsText("No policy names the groups nobody.");

    page.getByLabel("Action").fill("x".repeat(300));
    button("Evaluate").click();
    assertThat(page.getByText("/action")).isVisible();
    browser.complaints().removeIf(each -> each.contains("400"));
  }

  @Test
  void examples_are_loaded_and_a_script_is_shared_as_a_command() {
    signIn("");
    page.getByLabel("Load an example").selectOption("echo");
    assertThat(page.locator(".cm-content").first())
        .containsText("Says something to an echo server");

    write("return 'it''s'");
    button("Copy as curl").click();
    assertThat(page.getByText("The command is in the clipboard")).isVisible();
    assertThat(page.evaluate("navigator.clipboard.readText()").toString())
        .startsWith("curl -H \"Authorization: Bearer $TIDEGATE_TOKEN\"")
        .contains("http://127.0.0.1:" + port + "/v1/jobs")
        .doesNotContain(Client.TOKEN);
  }

  @Test
  void names_of_modules_are_completed() {
    signIn("");
    write("websocket.con");
    page.keyboard().press("Control+Space");

    assertThat(page.locator(".cm-tooltip-autocomplete")).containsText("websocket.connect");
  }

  @Test
  void all_can_be_done_by_keyboard() {
    go("");
    page.keyboard().type(Client.TOKEN);
    page.keyboard().press("Enter");
    assertThat(button("Sign out")).isVisible();
    write("return 'by keyboard'");
    page.keyboard().press("Control+Enter");

    assertThat(region("Result")).containsText("by keyboard");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void nothing_keeps_people_from_using_it(ColorScheme colours) {
    page.context().close();
    page = browser.open(1280, 800, colours);
    go("");
    assertThat(button("Sign in")).isVisible();
    Browser.assertAccessible(page);
    signIn("");
    run(
        "local logger = require('logger') logger:warn('look') logger:error('here') print('x') return { a = 1, b = 's', c = true }");
    assertThat(region("Usage")).isVisible();
    Browser.assertAccessible(page);
    run("error('no')");
    assertThat(region("Error")).isVisible();
    Browser.assertAccessible(page);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Details")).click();
    assertThat(region("Timeline")).containsText("ran for");
    Browser.assertAccessible(page);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Jobs").setExact(true))
        .first()
        .click();
    assertThat(page.locator("tbody tr").first())
        .isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    Browser.assertAccessible(page);
    follow("Policies");
    assertThat(region("tidegate:members")).isVisible();
    Browser.assertAccessible(page);
    follow("Decisions");
    assertThat(page.locator("tbody tr").first()).isVisible();
    Browser.assertAccessible(page);
    page.locator("tbody").getByText("Try", EXACTLY).first().click();
    assertThat(region("Decision")).isVisible();
    Browser.assertAccessible(page);
  }

  @Test
  void a_small_screen_is_enough() {
    page.context().close();
    page = browser.open(360, 740, ColorScheme.LIGHT);
    signIn("");
    run("print(('wide '):rep(100)) return { text = ('x'):rep(300) }");
    assertThat(region("Result"))
        .containsText("xxx", new ContainsTextOptions().setTimeout(PATIENCE));
    for (String place :
        new String[] {"#/", "#/jobs", "#/policies", "#/policies/decisions", "#/policies/try"}) {
      go(place);
      assertThat(button("Sign out")).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).as(place).isEqualTo(360);
    }
  }

  /**
   * Takes the pictures of {@code docs/console.md}, below {@code target}; {@code
   * -Dtidegate.screenshots.write=true} puts them where the page has them.
   */
  @Test
  void each_page_can_be_looked_at() throws IOException {
    DisposableServer peer = echo();
    try {
      signIn("");
      run("print('warming up') return 1");
      assertThat(badge("Succeeded")).isVisible();
      run("local prices = nil\nreturn prices.latest\n");
      assertThat(badge("Failed")).isVisible();
      run(
          """
          -- Talks to a server for a moment and says what it heard.
          local logger = require("logger")
          local url = "URL"
          local heard = {}

          for i = 1, 3 do
            local client = assert(websocket.connect(url))
            client:send(json.encode({ subscribe = "prices", part = i }))
            local message = client:channel():receive()
            logger:info("heard", { part = i, bytes = #message.data })
            heard[i] = json.decode(message.data)
            time.after("300ms"):receive()
            client:close()
          end

          logger:warn("that was all")
          return { heard = heard, parts = #heard }
          """
              .replace("URL", "ws://127.0.0.1:" + peer.port() + "/echo"));
      assertThat(region("Result")).containsText("parts");
      picture("playground");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Details")).click();
      assertThat(region("Timeline")).containsText("closed with 1000");
      picture("job");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Jobs").setExact(true))
          .first()
          .click();
      assertThat(page.locator("tbody tr").first()).isVisible();
      picture("jobs");
      follow("Policies");
      assertThat(region("tidegate:members")).containsText("recent decision");
      picture("policies");
      follow("Try");
      page.getByLabel("Resource").fill("wss://prices.example.com/v1");
      button("Evaluate").click();
      assertThat(region("Decision")).isVisible();
      picture("try");
    } finally {
      peer.disposeNow(Duration.ofSeconds(30));
    }
  }

  private void picture(String name) throws IOException {
    String file = "console-" + name + ".png";
    Path made = Path.of("target", "screenshots", file);
    page.mouse().move(0, 0);
    page.screenshot(new Page.ScreenshotOptions().setPath(made));
    assertThat(made).isNotEmptyFile();
    if (Boolean.getBoolean("tidegate.screenshots.write")) {
      Path page = Path.of("../docs/images", file);
      Files.createDirectories(page.getParent());
      Files.copy(made, page, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
