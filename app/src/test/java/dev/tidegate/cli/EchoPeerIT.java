package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.ChannelBindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EchoPeerIT {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private EchoPeer peer = EchoPeer.listen("127.0.0.1", 0, null);

  @AfterEach
  void stop() {
    peer.close();
    http.shutdownNow();
  }

  @Test
  void tells_the_port_that_it_really_has() {
    assertThat(peer.uri().toString()).matches("ws://127\\.0\\.0\\.1:[1-9]\\d+");
  }

  @Test
  void echoes_text_and_binary() throws InterruptedException {
    var heard = new Listener();
    WebSocket socket = connect("/echo", heard);

    socket.sendText("ü and more", true).join();
    assertThat(heard.next()).isEqualTo("ü and more");
    socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    assertThat(heard.next()).isEqualTo("[1, 2, 3]");
    socket.sendText("x".repeat(200_000), true).join();
    assertThat(heard.next()).hasSize(200_000);

    socket.sendClose(4001, "enough").join();
    assertThat(heard.next()).isEqualTo("closed 4001");
  }

  @Test
  void sends_ticks_to_who_subscribes_and_then_closes() throws InterruptedException {
    var heard = new Listener();
    WebSocket socket = connect("/prices?ticks=3&interval=5ms", heard);

    socket.sendText("{\"action\":\"subscribe\",\"symbols\":[\"ABC\",\"XYZ\"]}", true).join();

    for (int tick = 0; tick < 3; tick++) {
      for (String symbol : new String[] {"ABC", "XYZ"}) {
        JsonNode price = JSON.readTree(heard.next());
        assertThat(price.path("symbol").asString()).isEqualTo(symbol);
        assertThat(price.path("value").asDouble()).isPositive();
      }
    }
    assertThat(heard.next()).isEqualTo("closed 1000");
  }

  @Test
  void wants_a_subscription_and_nothing_else() throws InterruptedException {
    for (String message : new String[] {"hello", "{\"action\":\"buy\"}", "[]", ""}) {
      var heard = new Listener();
      connect("/prices", heard).sendText(message, true).join();
      assertThat(heard.next()).isEqualTo("closed 1008");
    }
  }

  @Test
  void refuses_a_wrong_interval() throws InterruptedException {
    var heard = new Listener();
    connect("/prices?interval=soon", heard);

    assertThat(heard.next()).isEqualTo("closed 1008");
  }

  @Test
  void refuses_who_does_not_send_its_token() throws InterruptedException {
    peer.close();
    peer = EchoPeer.listen("127.0.0.1", 0, "secret");
    assertThatThrownBy(() -> connect("/echo", new Listener()))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);

    var heard = new Listener();
    WebSocket socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer secret")
            .buildAsync(peer.uri().resolve("/echo"), heard)
            .join();
    socket.sendText("hello", true).join();
    assertThat(heard.next()).isEqualTo("hello");
  }

  @Test
  void says_when_a_port_is_taken() {
    assertThatThrownBy(() -> EchoPeer.listen("127.0.0.1", peer.uri().getPort(), null))
        .isInstanceOf(ChannelBindException.class);
  }

  private WebSocket connect(String path, Listener listener) {
    URI uri = peer.uri().resolve(path);
    return http.newWebSocketBuilder().buildAsync(uri, listener).join();
  }

  /** Collects messages, whole, and the close. */
  private static final class Listener implements WebSocket.Listener {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    String next() throws InterruptedException {
      String message = heard.poll(20, TimeUnit.SECONDS);
      assertThat(message).as("a message within 20 s").isNotNull();
      return message;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      heard.add(java.util.Arrays.toString(bytes));
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed " + code);
      return CompletableFuture.completedFuture(null);
    }
  }
}
