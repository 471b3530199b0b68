package dev.tidegate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What editors complete. */
class CompletionTest {

  @Test
  void functions_methods_constants_and_modules_are_told_apart() {
    assertThat(
            Completion.of(
                """
                ---@meta feed
                ---@class feedlib
                feed = {}
                feed.MOST = 3
                ---A feed.
                ---@class feed.Feed
                local Feed = {}
                ---Opens one.
                ---@param url string
                function feed.open(url, options) end
                ---Takes one.
                ---Waits for it.
                function Feed:next() end
                Feed.hidden = 1
                """))
        .containsExactly(
            new Completion("feed", "namespace", null, null),
            new Completion("feed.MOST", "constant", null, null),
            new Completion("feed.open", "function", "(url, options)", "Opens one."),
            new Completion("next", "method", "()", "Takes one.\nWaits for it."));
  }

  @Test
  void all_that_scripts_have_is_there() throws IOException {
    assertThat(Completion.all())
        .extracting(each -> each.type() + " " + each.label())
        .contains(
            "function websocket.connect",
            "method send",
            "constant websocket.TEXT",
            "function json.encode",
            "function print",
            "function string.format");
  }
}
