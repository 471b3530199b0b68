package dev.tidegate.job;

/** Says whether this node takes new jobs. */
@FunctionalInterface
public interface IntakeGate {

  /** Takes all. */
  IntakeGate OPEN = () -> true;

  /** Whether it takes them now; it does not while it is being stopped. */
  boolean isOpen();
}
