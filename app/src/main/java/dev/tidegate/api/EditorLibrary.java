package dev.tidegate.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What an editor needs to know of the scripts' functions: definitions for the Lua language server
 * and its settings, packed for one download. The same in every process of the same version.
 */
final class EditorLibrary {

  private static final String ROOT = "/editor/";

  /** The earliest that a zip file can tell, so that packing again gives the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Representation archive;

  private EditorLibrary(Representation archive) {
    this.archive = archive;
  }

  /** Packs the files that come with the program. */
  static EditorLibrary packed() {
    try {
      return new EditorLibrary(Representation.of(pack(files())));
    } catch (IOException e) {
      throw new UncheckedIOException("packing the files for editors", e);
    }
  }

  /** A zip file. */
  Representation archive() {
    return archive;
  }

  private static SortedMap<String, byte[]> files() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath:" + ROOT + "**")) {
      String place = file.getURL().getPath();
      String name = place.substring(place.lastIndexOf(ROOT) + ROOT.length());
      if (file.isReadable() && !name.isEmpty() && !name.endsWith("/")) {
        files.put(name, file.getContentAsByteArray());
      }
    }
    return files;
  }

  private static byte[] pack(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
