package dev.tidegate.bench.http;

import dev.tidegate.bench.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
   * @param heap its size, as the JVM's option has it
   * @param properties of the service
   */
  static ServiceProcess start(Path jar, Path folder, String heap, List<String> properties)
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
                "-Xmx" + heap,
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

  /** What is alive in its heap. */
  long liveBytes() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    List<String> histogram =
        ChildProcess.output(
            List.of(jcmd, Long.toString(process.pid()), "GC.class_histogram", "-parallel=1"));
    String total = histogram.getLast().strip();
    if (!total.startsWith("Total")) {
      throw new IOException("no total: " + total);
    }
    return Long.parseLong(total.split(" +", -1)[2]);
  }

  /** Threads of the operating system that it has. */
  long threads() throws IOException {
    return status("Threads");
  }

  long residentBytes() throws IOException {
    return status("VmRSS") << 10;
  }

  private long status(String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("Linux does not tell " + name + " of the service");
  }

  @Override
  public void close() {
    // Unlike that of the process itself, this leaves its output open for whoever reads it.
    process.toHandle().destroy();
    process.onExit().join();
  }
}
