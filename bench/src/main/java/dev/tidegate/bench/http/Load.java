package dev.tidegate.bench.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends one request over and over on some connections, the next as soon as the answer to the last
 * is there. Reads no more of an answer than it has to: what it costs itself is to be little.
 */
final class Load {

  private static final int ROOM = 1 << 16;
  private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

  private final InetSocketAddress address;
  private final int connections;

  Load(int port, int connections) {
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.connections = connections;
  }

  /**
   * What came of it.
   *
   * @param rate requests a second
   * @param median time of a request, in milliseconds
   * @param percentile99 the time that one in a hundred exceeds, in milliseconds
   * @param count requests answered
   */
  record Yield(double rate, double median, double percentile99, long count) {}

  /** Sends requests for a time. Any answer but 200 is a failure of the measurement. */
  Yield send(Request request, Duration time) throws InterruptedException, ExecutionException {
    byte[] bytes = request.bytes();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Callable<long[]>> senders = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      senders.add(() -> send(bytes, end));
    }
    long[] times;
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> sender : threads.invokeAll(senders)) {
        all.add(sender.get());
      }
      times = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Yield(
        times.length / seconds,
        times[times.length / 2] / 1e6,
        times[(int) (times.length * 0.99)] / 1e6,
        times.length);
  }

  private long[] send(byte[] request, long end) throws IOException {
    long[] times = new long[1024];
    int count = 0;
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      byte[] answer = new byte[ROOM];
      long before = System.nanoTime();
      while (before < end) {
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
          channel.write(out);
        }
        read(channel, answer);
        long now = System.nanoTime();
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = now - before;
        before = now;
      }
    }
    return Arrays.copyOf(times, count);
  }

  private static void read(SocketChannel channel, byte[] text) throws IOException {
    ByteBuffer answer = ByteBuffer.wrap(text);
    int whole = -1;
    do {
      if (channel.read(answer) < 0) {
        throw new IOException("the service closed the connection");
      }
      if (whole < 0) {
        whole = length(text, answer.position());
      }
    } while (whole < 0 || answer.position() < whole);
    if (text[9] != '2' || text[10] != '0' || text[11] != '0') {
      throw new IOException(
          "not 200: " + new String(text, 0, answer.position(), StandardCharsets.UTF_8));
    }
  }

  /** The bytes of head and body together; -1 while the head is not complete. */
  private static int length(byte[] text, int end) throws IOException {
    for (int i = 3; i < end; i++) {
      if (text[i] == '\n' && text[i - 2] == '\n') {
        return i + 1 + bodyLength(text, i);
      }
    }
    return -1;
  }

  private static int bodyLength(byte[] text, int head) throws IOException {
    for (int i = 0; i < head - LENGTH.length; i++) {
      if (text[i] == '\n' && isLength(text, i + 1)) {
        int length = 0;
        for (int j = i + 1 + LENGTH.length; text[j] >= '0' && text[j] <= '9'; j++) {
          length = 10 * length + text[j] - '0';
        }
        return length;
      }
    }
    throw new IOException(
        "no length: " + new String(text, 0, head, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
  }

  private static boolean isLength(byte[] text, int from) {
    for (int i = 0; i < LENGTH.length; i++) {
      if ((text[from + i] | 0x20) != (LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }
}
