package dev.tidegate.bench.websocket;

import dev.tidegate.bench.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is compared. */
enum Contender {
  /** A job for each connection. */
  TIDEGATE("Tidegate", true),
  /** All connections in one job, a task each. */
  TASKS("Tidegate, one job", true),
  NETTY("Netty", true),
  WS("npm ws " + ForeignClients.WS_VERSION, false),
  GO("Go nhooyr.io/websocket", false);

  /** By how much others than JVMs warm up faster. */
  private static final int HEAD_START = 4;

  private final String title;
  private final boolean isJvm;

  Contender(String title, boolean isJvm) {
    this.title = title;
    this.isJvm = isJvm;
  }

  /** The name in tables. */
  String title() {
    return title;
  }

  /** How long it works before it is measured, where JVMs do so for this long. */
  Duration warmUp(Duration jvm) {
    return isJvm ? jvm : jvm.dividedBy(HEAD_START);
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
