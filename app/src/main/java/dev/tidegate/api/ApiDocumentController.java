package dev.tidegate.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code GET /v3/api-docs} and {@code /docs}: the API's description, for programs and for people.
 * Needs no token: there is nothing in it that the program itself does not show, and a browser that
 * opens a page has no way to send one.
 */
@RestController
final class ApiDocumentController {

  private static final MediaType JAVASCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);
  private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  /** The page loads its own script and style and the document, and nothing else. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'";

  private final ApiDocument document;
  private final DeskWork desk;

  ApiDocumentController(ApiDocument document, DeskWork desk) {
    this.document = document;
    this.desk = desk;
  }

  @GetMapping("/v3/api-docs")
  Mono<ResponseEntity<byte[]>> json(ServerWebExchange exchange) {
    return desk.answer(() -> answer(document.json(), MediaType.APPLICATION_JSON, exchange));
  }

  @GetMapping("/v3/api-docs.yaml")
  Mono<ResponseEntity<byte[]>> yaml(ServerWebExchange exchange) {
    return desk.answer(() -> answer(document.yaml(), MediaType.APPLICATION_YAML, exchange));
  }

  @GetMapping("/docs")
  Mono<ResponseEntity<byte[]>> page(ServerWebExchange exchange) {
    return file("api.html", HTML, exchange);
  }

  @GetMapping("/docs/api.js")
  Mono<ResponseEntity<byte[]>> script(ServerWebExchange exchange) {
    return file("api.js", JAVASCRIPT, exchange);
  }

  @GetMapping("/docs/api.css")
  Mono<ResponseEntity<byte[]>> style(ServerWebExchange exchange) {
    return file("api.css", CSS, exchange);
  }

  private Mono<ResponseEntity<byte[]>> file(
      String name, MediaType type, ServerWebExchange exchange) {
    return desk.answer(() -> answer(Representation.of(read(name)), type, exchange));
  }

  private static ResponseEntity<byte[]> answer(
      Representation found, MediaType type, ServerWebExchange exchange) {
    if (found.isKnown(exchange)) {
      return found.notModified();
    }
    ResponseEntity.BodyBuilder answer = found.answer(type);
    if (type.equals(HTML)) {
      answer.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }
    return answer.body(found.bytes());
  }

  private static byte[] read(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            ApiDocumentController.class.getResourceAsStream("/openapi/" + name),
            "the program comes with its page")) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading the page about the API", e);
    }
  }
}
