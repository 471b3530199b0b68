package dev.tidegate.bench.websocket;

import java.time.Duration;
import java.util.List;

/**
 * What a client process is told to do; its arguments, the same in all languages.
 *
 * @param server such as {@code ws://127.0.0.1:4711}
 * @param warmUp how long it works before it is measured
 * @param time how long it is measured
 */
record Order(String server, Cell cell, Duration warmUp, Duration time) {

  static Order of(String[] arguments) {
    return new Order(
        arguments[0],
        new Cell(
            Work.valueOf(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3])),
        Duration.ofMillis(Long.parseLong(arguments[4])),
        Duration.ofMillis(Long.parseLong(arguments[5])));
  }

  List<String> arguments() {
    return List.of(
        server,
        cell.work().name(),
        Integer.toString(cell.connections()),
        Integer.toString(cell.size()),
        Long.toString(warmUp.toMillis()),
        Long.toString(time.toMillis()));
  }

  /** Where to connect. */
  String url() {
    return server + "/" + cell.work().title();
  }
}
