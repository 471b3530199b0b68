package dev.tidegate.job.store;

import java.time.Duration;

/** Hears how long the store takes. Called on many threads; must be quick and must not block. */
public interface StoreListener {

  /** Nobody listens. */
  StoreListener NONE =
      new StoreListener() {
        @Override
        public void written(Duration took) {}

        @Override
        public void read(Duration took) {}
      };

  /** A change is durable, so long after it was asked for. */
  void written(Duration took);

  /** Something was read, so long after it was asked for. */
  void read(Duration took);
}
