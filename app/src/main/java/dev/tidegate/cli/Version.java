package dev.tidegate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version as the build has written it. */
final class Version implements IVersionProvider {

  private static final String BUILD_INFO = "/META-INF/build-info.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream file = Version.class.getResourceAsStream(BUILD_INFO)) {
      if (file != null) {
        build.load(file);
      }
    }
    return new String[] {
      "tidegate " + build.getProperty("build.version", "(not packaged)"),
      "Java " + Runtime.version()
    };
  }
}
