package dev.tidegate.access;

/** Hears of what quotas refuse, for metrics; must be quick. */
@FunctionalInterface
public interface QuotaListener {

  /** Something was refused. */
  void refused(Quota quota);
}
