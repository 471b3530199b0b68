package dev.tidegate.bench.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link MeasuredService} in a process of its own. */
final class ServiceProcess implements AutoCloseable {

  static final String READY = "ready on port ";

  private final Process process;
  private final int port;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Unpacks the built program, so that a class of this jar can be put beside its classes, and
   * starts it.
   *
   * @param jar the program
   * @param folder where it is unpacked
   * @param properties of the service
   */
  static ServiceProcess start(Path jar, Path folder, List<String> properties)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process unpacking =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    folder.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (unpacking.waitFor() != 0) {
      throw new IOException("could not unpack " + jar);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx1g",
                "-XX:G1HeapRegionSize=4m",
                "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                folder.resolve(jar.getFileName())
                    + ":"
                    + folder.resolve("lib")
                    + "/*:"
                    + System.getProperty("java.class.path"),
                MeasuredService.class.getName()));
    command.addAll(properties);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // Stays open for the process's life: what it prints later has somewhere to go.
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith(READY)) {
      System.err.println(line);
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the service ended with status " + process.waitFor());
    }
    Thread.ofVirtual().start(() -> output.lines().forEach(System.err::println));
    return new ServiceProcess(process, Integer.parseInt(line.substring(READY.length())));
  }

  int port() {
    return port;
  }

  /** The processor time that it has used. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    // Unlike that of the process itself, this leaves its output open for whoever reads it.
    process.toHandle().destroy();
    process.onExit().join();
  }
}
