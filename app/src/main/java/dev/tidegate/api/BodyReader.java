package dev.tidegate.api;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Takes the bodies of requests: UTF-8, as they are, and no larger than is said. */
final class BodyReader {

  private final int most;

  /** Takes bodies of as many bytes as are configured. */
  BodyReader(ApiProperties properties) {
    most = Math.toIntExact(properties.maxBody().bytes());
  }

  /** The body, all of it; a problem where it can't be taken. */
  Mono<byte[]> read(ServerHttpRequest request) {
    return read(request, most);
  }

  /**
   * The body of a request that needs little.
   *
   * @param bytes at most as many, and never more than what is configured
   */
  Mono<byte[]> read(ServerHttpRequest request, int bytes) {
    int limit = Math.min(bytes, most);
    MediaType type = request.getHeaders().getContentType();
    Charset charset = type == null ? null : type.getCharset();
    if (charset != null
        && !charset.equals(StandardCharsets.UTF_8)
        && !charset.equals(StandardCharsets.US_ASCII)) {
      return Mono.error(
          new ProblemException(
              Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "the only charset is utf-8")));
    }
    String coding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      return Mono.error(
          new ProblemException(
              Problem.of(
                  ProblemKind.UNSUPPORTED_MEDIA_TYPE, "a body is taken without content coding")));
    }
    if (request.getHeaders().getContentLength() > limit) {
      return Mono.error(tooLarge(limit));
    }
    return DataBufferUtils.join(request.getBody(), limit)
        .map(BodyReader::bytes)
        .defaultIfEmpty(new byte[0])
        .onErrorMap(DataBufferLimitException.class, _ -> tooLarge(limit));
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static ProblemException tooLarge(int limit) {
    return new ProblemException(
        Problem.of(ProblemKind.TOO_LARGE, "the body may have at most " + limit + " bytes"));
  }
}
