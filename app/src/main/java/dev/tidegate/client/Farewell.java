package dev.tidegate.client;

/** Tells whoever stops waiting for a job that the job goes on. */
final class Farewell implements AutoCloseable {

  private final Thread hook;

  private Farewell(Thread hook) {
    this.hook = hook;
  }

  /** Says it if the process ends before this is closed. */
  static Farewell to(String id, Terminal terminal) {
    Farewell farewell =
        new Farewell(
            new Thread(
                () -> terminal.note("the job goes on; stop it with: tidegate cancel " + id)));
    Runtime.getRuntime().addShutdownHook(farewell.hook);
    return farewell;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is stopping, and it is being said.
    }
  }
}
