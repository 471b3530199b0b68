package dev.tidegate.lua.vm;

import java.io.InputStream;

/**
 * A script's text on its way to the compiler, which asks now and then whether to go on: the
 * compiler's work on a token can grow with what it has read before, and it looks at no clock
 * itself.
 */
@SuppressWarnings("InputStreamSlowMultibyteRead") // the compiler reads byte by byte
final class SourceStream extends InputStream {

  /** Bytes between two questions. */
  private static final int STRIDE = 64;

  private final byte[] source;
  private final Runnable checkpoint;
  private int asked;

  SourceStream(byte[] source, Runnable checkpoint) {
    this.source = source;
    this.checkpoint = checkpoint;
  }

  @Override
  public int read() {
    if (asked % STRIDE == 0) {
      checkpoint.run();
    }
    int position = asked++;
    return position < source.length ? source[position] & 0xff : -1;
  }

  /** How often a byte was asked for, beyond the end as well. */
  int asked() {
    return asked;
  }
}
