package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a message takes between the bytes of a socket and a script's string, each way, without the
 * socket. In this package because the classes are not public.
 */
@NullMarked
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls the setup
public class FrameBenchmark {

  private static final int READ_LIMIT = 16 << 20;

  /** How many bytes the message has. */
  @Param({"64", "65536"})
  public int size;

  /** What they are. */
  @Param public Content content;

  private final Received received = new Received();
  private final FrameReader reader = new FrameReader(received, READ_LIMIT, null);
  private final MaskSource masks = new MaskSource(new SecureRandom());
  private byte[] payload;
  private ByteBuf frame;

  /** Makes the message, and the frame in which a server sends it. */
  @Setup
  public void start() {
    payload = content.sample.repeat(size / content.length()).getBytes(StandardCharsets.UTF_8);
    if (payload.length != size) {
      throw new IllegalStateException("a message of " + payload.length + " bytes");
    }
    frame = Unpooled.directBuffer().writeByte(0x80 | content.opcode);
    if (size < 126) {
      frame.writeByte(size);
    } else {
      frame.writeByte(127).writeLong(size);
    }
    frame.writeBytes(payload);
  }

  /** Gives the frame back. */
  @TearDown
  public void stop() {
    frame.release();
  }

  /** Reads the frame and checks it. */
  @Benchmark
  public byte[] read() throws FrameFault {
    frame.readerIndex(0);
    reader.read(frame);
    return received.last;
  }

  /** Masks and writes a frame. */
  @Benchmark
  public int write() {
    OutgoingFrame outgoing = new OutgoingFrame(content.opcode, payload);
    int bytes = 0;
    while (!outgoing.isWritten()) {
      ByteBuf piece = outgoing.nextPiece(ByteBufAllocator.DEFAULT, masks);
      bytes += piece.readableBytes();
      piece.release();
    }
    return bytes;
  }

  /** What messages consist of. */
  public enum Content {
    /** Bytes that are not looked at. */
    BINARY(OutgoingFrame.BINARY, "\0"),
    /** Text in ASCII. */
    ASCII(OutgoingFrame.TEXT, "x"),
    /** Text of which each character takes two bytes. */
    GREEK(OutgoingFrame.TEXT, "\u03b1");

    private final int opcode;
    private final String sample;

    Content(int opcode, String sample) {
      this.opcode = opcode;
      this.sample = sample;
    }

    private int length() {
      return sample.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  private static final class Received implements FrameReader.Sink {

    private byte[] last = {};

    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public void message(MessageType type, byte[] bytes) {
      last = bytes;
    }

    @Override
    public void ping(byte[] bytes) {
      throw new IllegalStateException("no ping was sent");
    }

    @Override
    public void pong(byte[] bytes) {
      throw new IllegalStateException("no pong was sent");
    }

    @Override
    public void close(CloseCode code, String reason) {
      throw new IllegalStateException("no Close frame was sent");
    }
  }
}
