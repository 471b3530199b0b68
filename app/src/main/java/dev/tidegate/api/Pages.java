package dev.tidegate.api;

import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Something that is read page by page, each from where the last one ended. Used by one reader. */
interface Pages {

  /** What is there of the next page; asked for again only when the last answer has been written. */
  Mono<Page> next();

  /**
   * A part.
   *
   * @param entries as they are sent, each by itself; none when there is nothing at the moment
   * @param last whether nothing will follow
   */
  record Page(List<byte[]> entries, boolean last) {

    /** Nothing at the moment. */
    static final Page NOTHING = new Page(List.of(), false);

    /** Nothing, for good. */
    static final Page END = new Page(List.of(), true);

    boolean isEmpty() {
      return entries.isEmpty();
    }

    /** The same with something more at its end, and nothing to follow. */
    Page lastWith(byte[] farewell) {
      return new Page(Stream.concat(entries.stream(), Stream.of(farewell)).toList(), true);
    }
  }
}
