package dev.tidegate.policy;

/** What a policy that applies does. */
public enum Effect {
  /** Allows, unless another policy denies. */
  ALLOW,
  /** Denies, whatever others allow. */
  DENY
}
