package dev.tidegate.bench.http;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * What the server, its security filters and its dispatching cost without anything behind them: the
 * measure for what Tidegate adds.
 */
@RestController
class EmptyEndpoint {

  static final String PATH = "/bench/empty";

  private static final byte[] BODY = {'{', '}'};

  @PostMapping(PATH)
  Mono<ResponseEntity<byte[]>> answer() {
    return Mono.just(
        ResponseEntity.ok()
            .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
            .body(BODY));
  }
}
