package dev.tidegate.job.store;

import java.nio.file.Path;

/** The directory of data can't be used; the message says why. */
final class DataDirectoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DataDirectoryException(Path directory, String why) {
    super(message(directory, why));
  }

  DataDirectoryException(Path directory, String why, Throwable cause) {
    super(message(directory, why), cause);
  }

  private static String message(Path directory, String why) {
    return "The directory " + directory.toAbsolutePath() + " (tidegate.data.dir) " + why + ".";
  }
}
