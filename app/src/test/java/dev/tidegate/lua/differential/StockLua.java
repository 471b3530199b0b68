package dev.tidegate.lua.differential;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;

/** PUC Lua 5.2 in a process of its own that is fed one chunk after the other. */
final class StockLua implements AutoCloseable {

  private static final String PROGRAM = "lua5.2";
  private static final Path SCRIPT = Path.of("src/test/lua/differential/peer.lua");

  /** No generated program computes for more than milliseconds. */
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final OutputStream input;
  private final DataInputStream output;

  private StockLua(Process process) {
    this.process = process;
    input = new BufferedOutputStream(process.getOutputStream());
    output = new DataInputStream(process.getInputStream());
  }

  /** Starts it; skips the test where it is not installed. */
  static StockLua start() throws Exception {
    Process process;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(PROGRAM, SCRIPT.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("TZ", "UTC");
      builder.environment().put("LC_ALL", "C");
      process = builder.start();
    } catch (IOException missing) {
      Assumptions.abort(PROGRAM + " is not installed (Debian's package " + PROGRAM + ")");
      throw missing;
    }
    return new StockLua(process);
  }

  /** Lets it run a chunk; completes with what the chunk prints. */
  CompletableFuture<String> run(String chunk) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return exchange(chunk.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException ended) {
        throw new AssertionError(PROGRAM + " ended within a chunk", ended);
      }
    });
  }

  private String exchange(byte[] chunk) throws IOException {
    input.write((chunk.length + "\n").getBytes(StandardCharsets.ISO_8859_1));
    input.write(chunk);
    input.flush();
    int length = 0;
    for (int digit = output.readUnsignedByte(); digit != '\n'; digit = output.readUnsignedByte()) {
      length = length * 10 + digit - '0';
    }
    return new String(output.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** What a chunk printed. */
  static String get(CompletableFuture<String> answer)
      throws InterruptedException, ExecutionException {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException tooLong) {
      throw new AssertionError(
          PROGRAM + " has not answered for " + PATIENCE_SECONDS + " s", tooLong);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
