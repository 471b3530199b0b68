package dev.tidegate.websocket.netty;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Masks that a script can't foresee (RFC 6455 section 10.3), drawn from the strong generator in
 * blocks, which costs a fraction of a call per frame. For one thread.
 */
final class MaskSource {

  private static final int BLOCK = 64 * Integer.BYTES;

  private final SecureRandom random;
  private final ByteBuffer masks = ByteBuffer.allocate(BLOCK).limit(0);

  MaskSource(SecureRandom random) {
    this.random = random;
  }

  int next() {
    if (!masks.hasRemaining()) {
      random.nextBytes(masks.array());
      masks.clear();
    }
    return masks.getInt();
  }
}
