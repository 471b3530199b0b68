package dev.tidegate.bench.websocket;

import java.util.Locale;

/** What client processes print, one figure a line, its name and its value. */
enum Figure {
  /** Operations a second: round trips, messages that arrived, batches that were answered. */
  RATE,
  /** Microseconds of CPU time that the client's process used an operation. */
  CPU,
  /** Microseconds that half of the round trips stayed under. */
  P50,
  /** Microseconds that 99 of 100 round trips stayed under. */
  P99,
  /** Bytes of the heap that a connection keeps alive. */
  HEAP,
  /** Bytes by which the process grew for a connection. */
  RESIDENT,
  /** Bytes of the process. */
  PROCESS;

  String line(double value) {
    return String.format(Locale.ROOT, "%s %.3f", name().toLowerCase(Locale.ROOT), value);
  }

  static Figure ofLine(String line) {
    return valueOf(line.substring(0, line.indexOf(' ')).toUpperCase(Locale.ROOT));
  }

  static double valueOfLine(String line) {
    return Double.parseDouble(line.substring(line.indexOf(' ') + 1));
  }
}
