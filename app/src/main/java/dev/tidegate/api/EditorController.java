package dev.tidegate.api;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * {@code GET /editor/lua-library.zip}: unpacked beside scripts, it lets an editor complete and
 * check them. Needs no token, because there is nothing in it that the program itself does not show.
 */
@RestController
final class EditorController {

  private static final String NAME = "lua-library.zip";
  private static final MediaType ZIP = MediaType.valueOf("application/zip");

  private final EditorLibrary packed;

  EditorController(EditorLibrary packed) {
    this.packed = packed;
  }

  @GetMapping("/editor/" + NAME)
  ResponseEntity<byte[]> library(ServerWebExchange exchange) {
    Representation archive = packed.archive();
    if (archive.isKnown(exchange)) {
      return archive.notModified();
    }
    return archive
        .answer(ZIP)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(NAME).build().toString())
        .body(archive.bytes());
  }
}
