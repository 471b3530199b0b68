package dev.tidegate.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Something that an editor may complete, read from the same definitions that the Lua language
 * server reads. The names of the components are those that the editor wants.
 *
 * @param label the whole name, such as {@code websocket.connect}; the name alone for a method
 * @param type {@code function}, {@code method}, {@code constant} or {@code namespace}
 * @param detail the parameters; null for what is no function
 * @param info what it does, as text; null where the definitions say nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Completion(String label, String type, @Nullable String detail, @Nullable String info) {

  private static final String PLACE = "classpath:/editor/tidegate/*.lua";

  private static final Pattern FUNCTION =
      Pattern.compile("function ([\\w.]+)(?:(:)(\\w+))?(\\([^)]*\\)).*");
  private static final Pattern VALUE = Pattern.compile("([a-z]\\w*(?:\\.\\w+)*) = .*");
  private static final Pattern LOCAL = Pattern.compile("local (\\w+) = .*");

  /** All that scripts have, by name. */
  static List<Completion> all() throws IOException {
    TreeMap<String, Completion> found = new TreeMap<>();
    for (Resource file : new PathMatchingResourcePatternResolver().getResources(PLACE)) {
      for (Completion each : of(file.getContentAsString(StandardCharsets.UTF_8))) {
        found.putIfAbsent(each.type() + " " + each.label(), each);
      }
    }
    return List.copyOf(found.values());
  }

  /** What one file of definitions has. */
  static List<Completion> of(String definitions) {
    List<Completion> found = new ArrayList<>();
    List<String> locals = new ArrayList<>();
    StringBuilder comment = new StringBuilder();
    for (String line : definitions.lines().toList()) {
      if (line.startsWith("---")) {
        String text = line.substring(3);
        if (!text.startsWith("@")) {
          comment.append(text.strip()).append('\n');
        }
        continue;
      }
      Completion completion = of(line, locals, comment.toString().strip());
      if (completion != null) {
        found.add(completion);
      }
      comment.setLength(0);
    }
    return found;
  }

  private static @Nullable Completion of(String line, List<String> locals, String comment) {
    String info = comment.isEmpty() ? null : comment;
    Matcher local = LOCAL.matcher(line);
    if (local.matches()) {
      locals.add(local.group(1));
      return null;
    }
    Matcher function = FUNCTION.matcher(line);
    if (function.matches()) {
      boolean method = function.group(2) != null;
      if (!method && locals.contains(function.group(1).split("\\.", 2)[0])) {
        return null;
      }
      return new Completion(
          method ? function.group(3) : function.group(1),
          method ? "method" : "function",
          function.group(4),
          info);
    }
    Matcher value = VALUE.matcher(line);
    if (value.matches() && !locals.contains(value.group(1).split("\\.", 2)[0])) {
      String name = value.group(1);
      return new Completion(name, name.contains(".") ? "constant" : "namespace", null, info);
    }
    return null;
  }
}
