package dev.tidegate.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamLocation;

/** What a submission consists of. */
final class SubmissionOptions {

  /** Above what any service takes, and small enough to be held. */
  private static final int MOST_BYTES = 64 << 20;

  @Parameters(paramLabel = "FILE.lua", description = "The script; - reads it from stdin.")
  private String script = "";

  @Option(names = "--name", paramLabel = "TEXT", description = "What to call the job.")
  private @Nullable String name;

  @Option(names = "--label", paramLabel = "KEY:VALUE", description = "Marks it; may be repeated.")
  private String[] labels = {};

  @Option(
      names = "--input",
      paramLabel = "JSON|@FILE",
      description = "What the script gets as its argument; @FILE reads it from a file.")
  private @Nullable String input;

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description =
          "Tries it again after errors that say so, and when its node was lost, up to so many"
              + " attempts (default: 1).")
  private @Nullable Integer maxAttempts;

  @Option(
      names = "--backoff",
      paramLabel = "DURATION",
      description = "The wait before the second attempt; it doubles with each (default: 5s).")
  private @Nullable String backoff;

  @Option(
      names = "--priority",
      paramLabel = "N",
      description = "Which of one's own jobs go first, -100 to 100 (default: 0).")
  private @Nullable Integer priority;

  /** The document that submits it. */
  String json() throws ClientException {
    String source = text(read(script), script);
    @Nullable String argument = input == null ? null : input(input);
    Map<String, String> marks = marks();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator generator = Documents.writer(json)) {
      generator.writeStartObject();
      generator.writeStringProperty("source", source);
      if (name != null) {
        generator.writeStringProperty("name", name);
      }
      if (argument != null) {
        generator.writeName("input").writeRawValue(argument);
      }
      texts(generator, "labels", marks);
      texts(generator, "limits", limits.given());
      retry(generator);
      if (priority != null) {
        generator.writeNumberProperty("priority", priority);
      }
      generator.writeEndObject();
    }
    return json.toString(StandardCharsets.UTF_8);
  }

  private void retry(JsonGenerator generator) {
    if (maxAttempts == null && backoff == null) {
      return;
    }
    generator.writeObjectPropertyStart("retry");
    if (maxAttempts != null) {
      generator.writeNumberProperty("max_attempts", maxAttempts);
    }
    if (backoff != null) {
      generator.writeStringProperty("backoff", backoff);
    }
    generator.writeEndObject();
  }

  private static void texts(JsonGenerator generator, String field, Map<String, String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    generator.writeObjectPropertyStart(field);
    texts.forEach(generator::writeStringProperty);
    generator.writeEndObject();
  }

  private Map<String, String> marks() throws ClientException {
    Map<String, String> marks = new LinkedHashMap<>();
    for (String label : labels) {
      int colon = label.indexOf(':');
      if (colon < 1) {
        throw wrong("--label must be of the form key:value");
      }
      if (marks.put(label.substring(0, colon), label.substring(colon + 1)) != null) {
        throw wrong("--label " + label.substring(0, colon) + " is there twice");
      }
    }
    return marks;
  }

  /** JSON as it was written, so that numbers stay what they are. */
  private static String input(String given) throws ClientException {
    String file = given.startsWith("@") ? given.substring(1) : null;
    String text = file == null ? given : text(read(file), file);
    try {
      Documents.read(text);
      return text;
    } catch (JacksonException invalid) {
      TokenStreamLocation place = invalid.getLocation();
      throw wrong(
          "--input is not one JSON value"
              + (place == null
                  ? ""
                  : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr())));
    }
  }

  private static byte[] read(String file) throws ClientException {
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw wrong(file + " is too large");
      }
      return bytes;
    } catch (IOException unreadable) {
      throw new ClientException(ExitCode.USAGE, "cannot read " + file, unreadable);
    }
  }

  private static String text(byte[] bytes, String file) throws ClientException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      throw new ClientException(
          ExitCode.USAGE,
          file + " is not UTF-8; in a script, bytes can be written as \\ddd",
          other);
    }
  }

  private static ClientException wrong(String message) {
    return new ClientException(ExitCode.USAGE, message);
  }
}
