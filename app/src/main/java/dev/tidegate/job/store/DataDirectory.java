package dev.tidegate.job.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds the file of jobs. As long as it is open no other process opens it: two
 * that write to one file would each take the other's jobs for its own.
 */
final class DataDirectory implements AutoCloseable {

  private static final String DATABASE = "tidegate.db";
  private static final String LOCK = "tidegate.lock";
  private static final String OWNER_ONLY = "rwx------";

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens it, and makes it where there is none.
   *
   * @throws DataDirectoryException if it can't be made, written to, or is in use
   */
  static DataDirectory open(Path path) {
    FileChannel channel = null;
    try {
      if (!Files.isDirectory(path)) {
        create(path);
      }
      channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel) == null) {
        channel.close();
        throw new DataDirectoryException(path, "is in use by another process");
      }
      return new DataDirectory(path, channel);
    } catch (IOException fault) {
      close(channel, fault);
      throw new DataDirectoryException(path, why(fault), fault);
    }
  }

  /** Where the database is. */
  Path database() {
    return path.resolve(DATABASE);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException fault) {
      throw new DataDirectoryException(path, "can't be let go of: " + why(fault), fault);
    }
  }

  private static void create(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    } else {
      Files.createDirectories(path);
    }
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Another service in this process.
      return null;
    }
  }

  private static void close(@Nullable FileChannel channel, IOException fault) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException another) {
        fault.addSuppressed(another);
      }
    }
  }

  private static String why(IOException fault) {
    return switch (fault) {
      case AccessDeniedException _ -> "can't be written to: permission denied";
      case FileAlreadyExistsException _ -> "is no directory";
      case FileSystemException system when system.getReason() != null ->
          "can't be used: " + system.getReason();
      default -> "can't be used: " + fault.getMessage();
    };
  }
}
