package dev.tidegate.policy;

/** Whether a policy has a say. */
public enum Mode {
  /** It counts. */
  ENFORCE,
  /** It is evaluated and recorded, and changes nothing. */
  SHADOW
}
