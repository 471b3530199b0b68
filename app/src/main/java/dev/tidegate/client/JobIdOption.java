package dev.tidegate.client;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a job's id, so that nothing else becomes part of a path. */
final class JobIdOption implements ITypeConverter<String> {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Override
  public String convert(String text) {
    if (!UUID.matcher(text).matches()) {
      throw new TypeConversionException("a job's id is a UUID");
    }
    return text.toLowerCase(Locale.ROOT);
  }
}
