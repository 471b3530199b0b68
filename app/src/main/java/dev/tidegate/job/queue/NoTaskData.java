package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/** Tasks carry no data: nothing in the scheduler's table is ever turned into an object. */
final class NoTaskData implements Serializer {

  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    if (data != null) {
      throw new IllegalArgumentException("tasks carry no data");
    }
    return null;
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte[] data) {
    return null;
  }
}
