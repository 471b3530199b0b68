package dev.tidegate.job.queue;

/** Calls the scheduler to look for jobs; before there is one, nobody hears it. */
final class Bell {

  private volatile Runnable whoever = () -> {};

  /** Says who hears it from now on; must not block. */
  void hang(Runnable hearer) {
    whoever = hearer;
  }

  void ring() {
    whoever.run();
  }
}
