package dev.tidegate.api;

import dev.tidegate.api.OpenRequestListener.End;
import dev.tidegate.job.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The body of an answer that goes on as long as there is something to come. A page is read when the
 * server has taken the one before, which it does as the client reads: one that does not costs two
 * or three pages.
 */
final class StreamBody {

  private final Pages pages;
  private final Bell bell;
  private final Pace pace;
  private final Notes notes;
  private final Supplier<Mono<Boolean>> goesOn;
  private final DataBufferFactory buffers;
  private volatile boolean over;
  private volatile End end = End.COMPLETE;
  private long silentSince;

  /**
   * How long it waits.
   *
   * @param look how long it relies on the bell
   * @param silence how long it sends nothing
   */
  record Pace(Duration look, Duration silence) {}

  /**
   * What it says that is no entry, in ASCII.
   *
   * @param heartbeat sent where there is nothing for a while
   * @param farewell sent at the end when the service stops
   */
  record Notes(String heartbeat, String farewell) {}

  /**
   * Makes one, for one reader.
   *
   * @param bell rung when there may be more
   * @param goesOn asked before each heartbeat
   */
  StreamBody(
      Pages pages,
      Bell bell,
      Pace pace,
      Notes notes,
      Supplier<Mono<Boolean>> goesOn,
      DataBufferFactory buffers) {
    this.pages = pages;
    this.bell = bell;
    this.pace = pace;
    this.notes = notes;
    this.goesOn = goesOn;
    this.buffers = buffers;
  }

  /** How it has ended, once it has. */
  End end() {
    return end;
  }

  /**
   * The pages, each to be flushed.
   *
   * @param place where the request ends early
   */
  Flux<Publisher<DataBuffer>> pages(OpenRequests.Place place) {
    // The server takes up to 128 entries ahead of the socket, and the next page when it has taken
    // the last entry of the one before. So each entry has a buffer of its own.
    return Flux.generate(sink -> {
      if (over) {
        sink.complete();
      } else {
        sink.next(Flux.defer(() -> page(place)));
      }
    });
  }

  private Flux<DataBuffer> page(OpenRequests.Place place) {
    if (over) {
      return Flux.empty();
    }
    place.taken();
    silentSince = System.nanoTime();
    return Mono.defer(() -> look(place))
        .repeatWhenEmpty(looks -> looks.concatMap(_ -> bell.heard(pause())))
        .doOnNext(_ -> place.offered())
        .flatMapIterable(Pages.Page::entries)
        .map(buffers::wrap);
  }

  /** Something to send, or the end; empty where there is nothing yet. */
  private Mono<Pages.Page> look(OpenRequests.Place place) {
    // Before it looks: what has happened until the service stops is in the page then.
    boolean farewell = place.isOver();
    bell.arm();
    return pages
        .next()
        // The store will be back, and nobody has lost anything meanwhile.
        .onErrorReturn(StoreUnavailableException.class, Pages.Page.NOTHING)
        .flatMap(page -> {
          over = page.last();
          if (farewell && !over) {
            over = true;
            end = End.DRAINED;
            return Mono.just(page.lastWith(ascii(notes.farewell())));
          }
          return over || !page.isEmpty() ? Mono.just(page) : beat();
        });
  }

  private Mono<Pages.Page> beat() {
    if (System.nanoTime() - silentSince < pace.silence().toNanos()) {
      return Mono.empty();
    }
    return goesOn
        .get()
        .onErrorReturn(StoreUnavailableException.class, true)
        .map(on -> {
          if (on) {
            return new Pages.Page(List.of(ascii(notes.heartbeat())), false);
          }
          over = true;
          end = End.HIDDEN;
          return Pages.Page.END;
        });
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Duration pause() {
    Duration rest =
        Duration.ofNanos(Math.max(0, silentSince + pace.silence().toNanos() - System.nanoTime()));
    return rest.compareTo(pace.look()) < 0 ? rest : pace.look();
  }
}
