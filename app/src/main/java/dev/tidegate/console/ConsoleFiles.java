package dev.tidegate.console;

import dev.tidegate.api.Representation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the page consists of, by its path below {@code /console/}. What is not in this list is
 * not there, so no path leads anywhere else.
 */
final class ConsoleFiles {

  /** The page itself. */
  static final String PAGE = "index.html";

  private static final String ROOT = "/console/";

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", text("html"),
          "js", text("javascript"),
          "css", text("css"),
          "lua", text("x-lua"),
          "txt", text("plain"),
          "svg", new MediaType("image", "svg+xml", StandardCharsets.UTF_8));

  private final Map<String, File> files;

  private ConsoleFiles(Map<String, File> files) {
    this.files = files;
  }

  /** One of them. */
  record File(Representation content, MediaType type) {}

  /** Reads those that come with the program; takes some milliseconds. */
  static ConsoleFiles load(JsonMapper json) {
    Map<String, File> files = new HashMap<>();
    try {
      for (Resource resource :
          new PathMatchingResourcePatternResolver().getResources("classpath:" + ROOT + "**")) {
        String place = resource.getURL().getPath();
        String name = place.substring(place.lastIndexOf(ROOT) + ROOT.length());
        MediaType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (resource.isReadable() && type != null) {
          files.put(name, new File(Representation.of(resource.getContentAsByteArray()), type));
        }
      }
      List<Completion> completions = Completion.all();
      files.put(
          "completions.json",
          new File(
              Representation.of(json.writeValueAsBytes(completions)), MediaType.APPLICATION_JSON));
    } catch (IOException fault) {
      throw new UncheckedIOException("reading the files of the console", fault);
    }
    return new ConsoleFiles(files);
  }

  /** The file at a path such as {@code app.js}; empty where there is none. */
  Optional<File> at(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private static MediaType text(String subtype) {
    return new MediaType("text", subtype, StandardCharsets.UTF_8);
  }
}
