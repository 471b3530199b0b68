package dev.tidegate.policy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * Turns the bytes of a file into YAML nodes with positions, within limits. No tag makes an object,
 * no variable is substituted, no key is merged.
 */
final class YamlSource {

  private static final int MAX_DEPTH = 16;
  private static final int MAX_ALIASES = 100;

  private final String file;
  private final String expected;
  private final Findings findings;
  private final LoadSettings settings;
  private List<String> lines = List.of();

  /**
   * Makes one.
   *
   * @param expected what the file should hold, for the message about one that holds nothing
   */
  YamlSource(String file, String expected, Findings findings) {
    this.file = file;
    this.expected = expected;
    this.findings = findings;
    this.settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new JsonSchema())
            .setCodePointLimit(Limits.MOST_BYTES)
            .setMaxAliasesForCollections(MAX_ALIASES)
            // Refused when the keys are read, with a position, which the composer would not give.
            .setAllowNonScalarKeys(true)
            .build();
  }

  /** The root node; empty after reporting why there is none. */
  Optional<Node> compose(byte[] bytes) {
    if (bytes.length > Limits.MOST_BYTES) {
      report(0, 0, "is larger than " + Limits.MOST_BYTES + " bytes");
      return Optional.empty();
    }
    return decode(bytes).flatMap(this::compose);
  }

  /** A line of the file as it stands there; empty beyond the last. */
  String line(int number) {
    return number <= lines.size() ? lines.get(number - 1) : "";
  }

  private Optional<Node> compose(String text) {
    lines = text.lines().toList();
    try {
      if (!linesFit() || !withinLimits(text)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        report(0, 0, "is empty; expected " + expected);
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      report(mark, problem(e));
    } catch (ReaderException e) {
      String before = text.substring(0, text.offsetByCodePoints(0, position(e, text)));
      reportAfter(before, "character U+%04X is not allowed in YAML".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      report(0, 0, "is no YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static int position(ReaderException e, String text) {
    return Math.clamp(e.getPosition(), 0, text.codePointCount(0, text.length()));
  }

  /** The parser takes a time for a line that grows with the square of its length. */
  private boolean linesFit() {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).length() > Limits.LONGEST_LINE) {
        report(i + 1, 1, "a line is longer than " + Limits.LONGEST_LINE + " characters");
        return false;
      }
    }
    return true;
  }

  /** Looks at size, depth and aliases before anything recurses over them. */
  private boolean withinLimits(String text) {
    int depth = 0;
    int aliases = 0;
    int nodes = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> {
          depth++;
          nodes++;
        }
        case Scalar -> nodes++;
        case MappingEnd, SequenceEnd -> depth--;
        case Alias -> aliases++;
        default -> {}
      }
      if (nodes > Limits.MOST_NODES) {
        report(
            event.getStartMark(),
            "more than %d texts, lists and mappings".formatted(Limits.MOST_NODES));
        return false;
      }
      if (depth > MAX_DEPTH) {
        report(event.getStartMark(), "nested deeper than " + MAX_DEPTH + " levels");
        return false;
      }
      if (aliases > MAX_ALIASES) {
        report(event.getStartMark(), "more than " + MAX_ALIASES + " aliases");
        return false;
      }
    }
    return true;
  }

  private static String problem(MarkedYamlEngineException e) {
    String context = e.getContext();
    String problem = e.getProblem();
    boolean alias =
        (problem != null && problem.startsWith("found undefined alias"))
            || (context != null && context.equals("while scanning an alias"));
    if (alias) {
      return "a text that begins with a star needs quotes, like \"*\" (without them it names a YAML"
          + " alias)";
    }
    return "is no YAML: " + (context == null || context.isEmpty() ? "" : context + ": ") + problem;
  }

  private Optional<String> decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      reportAfter(text.toString(), "is not UTF-8 here; save the file in that encoding");
      return Optional.empty();
    }
    return Optional.of(text.toString());
  }

  private void reportAfter(String before, String message) {
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int lineStart = before.lastIndexOf('\n') + 1;
    report(line, 1 + before.codePointCount(lineStart, before.length()), message);
  }

  private void report(Optional<Mark> mark, String message) {
    report(
        mark.map(m -> m.getLine() + 1).orElse(0),
        mark.map(m -> m.getColumn() + 1).orElse(0),
        message);
  }

  private void report(int line, int column, String message) {
    findings.fault(new Finding(file, line, column, message));
  }
}
