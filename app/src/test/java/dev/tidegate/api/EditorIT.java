package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.cli.TidegateService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files for editors, downloaded as a person would. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "tidegate.access.token=" + Client.TOKEN)
class EditorIT {

  @LocalServerPort private int port;

  @Test
  void the_archive_has_settings_and_the_definitions_that_they_name() throws Exception {
    HttpResponse<byte[]> response = download("");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache, public");
    SortedMap<String, String> files = unzip(response.body());
    JsonNode settings = new JsonMapper().readTree(files.get(".luarc.json"));
    assertThat(settings.at("/runtime/version").asString()).isEqualTo("Lua 5.2");
    String folder = settings.at("/workspace/library/0").asString();
    assertThat(files.get(folder + "/websocket.lua"))
        .startsWith("---@meta websocket\n")
        .contains("function websocket.connect(url, options) end");
    assertThat(files.keySet())
        .contains(folder + "/basic.lua")
        .allMatch(name -> name.equals(".luarc.json") || name.matches(folder + "/\\w+\\.lua"));
  }

  @Test
  void who_has_the_archive_already_does_not_get_it_again() throws Exception {
    String tag = download("").headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> again = download(tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(download("\"another\"").statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> download(String tag) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/editor/lua-library.zip"));
    if (!tag.isEmpty()) {
      request.header("If-None-Match", tag);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    }
  }

  private static SortedMap<String, String> unzip(byte[] archive) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
