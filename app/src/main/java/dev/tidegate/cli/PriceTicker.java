package dev.tidegate.cli;

import dev.tidegate.job.DurationText;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Invented prices: a random walk for each symbol that somebody subscribes to, the same one each
 * time.
 */
final class PriceTicker {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_SYMBOLS = 100;
  private static final int NORMAL = 1000;
  private static final int POLICY_VIOLATION = 1008;

  private final int ticks;
  private final Duration interval;

  private PriceTicker(int ticks, Duration interval) {
    this.ticks = ticks;
    this.interval = interval;
  }

  /** Holds the conversation of one connection, as the query of its URI asks. */
  static Publisher<Void> serve(String uri, WebsocketInbound in, WebsocketOutbound out) {
    PriceTicker ticker;
    try {
      Map<String, List<String>> query = new QueryStringDecoder(uri).parameters();
      ticker =
          new PriceTicker(
              Integer.parseInt(query.getOrDefault("ticks", List.of("10")).getFirst()),
              DurationText.parse(query.getOrDefault("interval", List.of("100ms")).getFirst()));
    } catch (IllegalArgumentException _) {
      return out.sendClose(POLICY_VIOLATION, "ticks or interval is wrong");
    }
    // The subscription to what comes in stays: giving it up would close the connection at once.
    return in.aggregateFrames()
        .receiveFrames()
        .ofType(TextWebSocketFrame.class)
        .map(TextWebSocketFrame::text)
        .concatMap(text -> ticker.answer(text, out));
  }

  private Mono<Void> answer(String text, WebsocketOutbound out) {
    List<String> symbols = symbols(text);
    if (symbols.isEmpty()) {
      return out.sendClose(POLICY_VIOLATION, "subscribe first");
    }
    return out.sendString(ticks(symbols)).then().then(out.sendClose(NORMAL, "no more ticks"));
  }

  private Flux<String> ticks(List<String> symbols) {
    List<Walk> walks = symbols.stream().map(Walk::new).toList();
    return Flux.range(0, ticks)
        .delayElements(interval)
        .concatMapIterable(_ -> walks.stream().map(Walk::next).toList());
  }

  private static List<String> symbols(String text) {
    List<String> symbols = new ArrayList<>();
    try {
      JsonNode message = JSON.readTree(text);
      if (message.path("action").asString("").equals("subscribe")) {
        for (JsonNode symbol : message.path("symbols")) {
          if (symbol.isString() && symbols.size() < MAX_SYMBOLS) {
            symbols.add(symbol.asString());
          }
        }
      }
    } catch (JacksonException _) {
      // Not JSON, so not a subscription either; the peer is told the same.
      return List.of();
    }
    return symbols;
  }

  /** The price of one symbol over time. */
  private static final class Walk {

    private final String symbol;
    private final Random random;
    private double value;

    Walk(String symbol) {
      this.symbol = symbol;
      random = new Random(symbol.hashCode());
      value = 50 + random.nextInt(100);
    }

    String next() {
      value = Math.max(1, value + random.nextGaussian());
      return JSON.writeValueAsString(
          JSON.createObjectNode()
              .put("symbol", symbol)
              .put("value", BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP)));
    }
  }
}
