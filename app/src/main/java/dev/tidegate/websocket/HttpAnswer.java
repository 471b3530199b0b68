package dev.tidegate.websocket;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What a server answered in place of an upgrade.
 *
 * @param status the HTTP status
 * @param body how the body begins, at most {@value #BODY_LIMIT} bytes of UTF-8; from the peer, so
 *     not to be trusted
 */
public record HttpAnswer(int status, String body) {

  /** The most bytes of a body that are kept. */
  public static final int BODY_LIMIT = 1024;

  /**
   * Makes one of a body's first bytes. What is not UTF-8 becomes U+FFFD; a character that is cut at
   * the end is left out.
   */
  public static HttpAnswer of(int status, byte[] start) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
    CharBuffer text = CharBuffer.allocate(start.length);
    decoder.decode(ByteBuffer.wrap(start), text, false);
    text.flip();
    // Each U+FFFD takes three bytes: as many characters as fit.
    StandardCharsets.UTF_8.newEncoder().encode(text, ByteBuffer.allocate(BODY_LIMIT), false);
    return new HttpAnswer(status, text.flip().toString());
  }
}
