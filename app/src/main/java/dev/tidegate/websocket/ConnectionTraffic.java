package dev.tidegate.websocket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What has gone over one connection. The transport and the job's strand count, anybody reads. */
final class ConnectionTraffic {

  private final VolumeCounter received = new VolumeCounter();
  private final VolumeCounter taken = new VolumeCounter();
  private final VolumeCounter sent = new VolumeCounter();
  private volatile @Nullable Duration roundTrip;

  /** A message has come; on the transport's thread. */
  void received(int bytes) {
    received.add(bytes);
  }

  /** The script has taken a message out of the channel; on the strand. */
  void taken(int bytes) {
    taken.add(bytes);
  }

  /** A message has been sent; on the strand. */
  void sent(int bytes) {
    sent.add(bytes);
  }

  /** A ping was answered after so long; on the transport's thread. */
  void answered(Duration after) {
    roundTrip = after;
  }

  Volume received() {
    return received.total();
  }

  Volume sent() {
    return sent.total();
  }

  /** What has come and the script has not taken. */
  Volume waiting() {
    // Read first, or what comes meanwhile could be taken and make it negative.
    Volume gone = taken.total();
    return received.total().minus(gone);
  }

  /** How long the answer to the last answered ping took; null before the first. */
  @Nullable Duration roundTrip() {
    return roundTrip;
  }
}
