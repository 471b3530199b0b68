package dev.tidegate.bench.websocket;

import dev.tidegate.bench.ChildProcess;
import java.util.ArrayList;
import java.util.List;

/** What is compared. */
enum Contender {
  /** A job for each connection. */
  TIDEGATE("Tidegate"),
  /** All connections in one job, a task each. */
  TASKS("Tidegate, one job"),
  NETTY("Netty"),
  WS("npm ws " + ForeignClients.WS_VERSION),
  GO("Go nhooyr.io/websocket");

  private final String title;

  Contender(String title) {
    this.title = title;
  }

  /** The name in tables. */
  String title() {
    return title;
  }

  boolean takesPart(Cell cell) {
    return this != TASKS || (cell.work() == Work.ECHO && cell.connections() > 1);
  }

  /** Whether what it needs is there. */
  boolean isInstalled(ForeignClients foreign) {
    return switch (this) {
      case TIDEGATE, TASKS, NETTY -> true;
      case WS -> foreign.hasWs();
      case GO -> foreign.hasGo();
    };
  }

  List<String> command(Order order, ForeignClients foreign) {
    return switch (this) {
      case TIDEGATE -> lua(order, 1);
      case TASKS -> lua(order, order.cell().connections());
      case NETTY -> ChildProcess.java(NettyClient.class, order.arguments());
      case WS -> foreign.ws(order);
      case GO -> foreign.go(order);
    };
  }

  private static List<String> lua(Order order, int perJob) {
    List<String> arguments = new ArrayList<>(order.arguments());
    arguments.add(Integer.toString(perJob));
    return ChildProcess.java(LuaClient.class, arguments);
  }
}
