package dev.tidegate.bench.websocket;

import java.util.List;

/**
 * One thing that is measured of each client.
 *
 * @param connections how many, at least 1
 * @param size bytes of a message
 */
record Cell(Work work, int connections, int size) {

  /** A short message. */
  static final int SHORT = 64;

  /** A long message. */
  static final int LONG = 64 << 10;

  /** All cells. */
  static final List<Cell> ALL =
      List.of(
          new Cell(Work.ECHO, 1, SHORT),
          new Cell(Work.ECHO, 200, SHORT),
          new Cell(Work.ECHO, 1, LONG),
          new Cell(Work.ECHO, 200, LONG),
          new Cell(Work.SOURCE, 1, LONG),
          new Cell(Work.SINK, 1, LONG),
          new Cell(Work.IDLE, 5_000, 0),
          new Cell(Work.IDLE, 10_000, 0));

  /** What options call it, such as {@code echo-200-64}. */
  String name() {
    return work.title() + "-" + connections + "-" + size;
  }

  /** What tables call it. */
  String title() {
    return switch (work) {
      case ECHO ->
          "%d connection%s, %s".formatted(connections, connections == 1 ? "" : "s", bytes());
      case SOURCE -> "server to client";
      case SINK -> "client to server";
      case IDLE -> "%,d connections".formatted(connections);
    };
  }

  private String bytes() {
    return size < 1024 ? size + " B" : size / 1024 + " KiB";
  }
}
