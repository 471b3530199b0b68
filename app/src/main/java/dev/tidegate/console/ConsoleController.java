package dev.tidegate.console;

import dev.tidegate.api.DeskWork;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /} and what the page there loads. Needs no token: there is nothing in it that the program
 * itself does not show, and the page sends the token that it asks for with each of its calls.
 */
@RestController
final class ConsoleController {

  /**
   * The page runs its own scripts and asks its own service, and nothing can make it do otherwise:
   * no script or style sheet within the markup, no other origin, no frame around it. Browsers write
   * style attributes of their own where one types over several lines of an editor.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final DeskWork desk;

  /** Read at the first request: nobody may ever look at the page. */
  private final SingletonSupplier<ConsoleFiles> files;

  ConsoleController(DeskWork desk, JsonMapper json) {
    this.desk = desk;
    files = SingletonSupplier.of(() -> ConsoleFiles.load(json));
  }

  @GetMapping("/")
  Mono<ResponseEntity<byte[]>> page(ServerWebExchange exchange) {
    return file(ConsoleFiles.PAGE, exchange);
  }

  @GetMapping("/console/{*path}")
  Mono<ResponseEntity<byte[]>> file(@PathVariable String path, ServerWebExchange exchange) {
    String name = path.startsWith("/") ? path.substring(1) : path;
    return desk.answer(() -> answer(files.obtain().at(name), exchange));
  }

  private static ResponseEntity<byte[]> answer(
      Optional<ConsoleFiles.File> found, ServerWebExchange exchange) {
    ConsoleFiles.File file =
        found.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    if (file.content().isKnown(exchange)) {
      return file.content().notModified();
    }
    return file.content()
        .answer(file.type())
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .body(file.content().bytes());
  }
}
