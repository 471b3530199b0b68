package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The links from one page to another file of the project. */
class LinksTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern TARGET = Pattern.compile("\\]\\((?!https?:)(?<path>[^)#]+)[^)]*\\)");

  @Test
  void every_link_within_the_project_leads_to_a_file() throws IOException {
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (String target : targets(Files.readString(page))) {
        links++;
        if (!Files.exists(page.resolveSibling(target))) {
          dead.add(ROOT.relativize(page) + ": " + target);
        }
      }
    }
    assertThat(dead).isEmpty();
    assertThat(links).isPositive();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> guides = Files.walk(ROOT.resolve("docs"));
        Stream<Path> chart = Files.walk(ROOT.resolve("helm"))) {
      Stream.of(top, guides, chart)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".md"))
          .forEach(pages::add);
    }
    return pages;
  }

  private static List<String> targets(String markdown) {
    return TARGET.matcher(markdown).results().map(link -> link.group("path")).toList();
  }
}
