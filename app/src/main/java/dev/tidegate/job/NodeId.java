package dev.tidegate.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What a node is called in the store. Each start of a process makes another one, so that a node
 * never takes what an earlier process has left for its own.
 *
 * @param value from 1 to {@value #LONGEST} characters
 */
public record NodeId(String value) {

  /** What the table of the scheduler has room for. */
  public static final int LONGEST = 50;

  private static final int RANDOM_BYTES = 6;
  private static final String UNKNOWN_HOST = "node";

  /** Checks the length. */
  public NodeId {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a node's id must have from 1 to " + LONGEST + " characters");
    }
  }

  /** Makes the id of this process: the host's name, as far as there is room, and something new. */
  public static NodeId ofThisProcess(RandomGenerator random) {
    return of(hostName(), random);
  }

  static NodeId of(String host, RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String suffix = "-" + HexFormat.of().formatHex(bytes);
    String name = host.isEmpty() ? UNKNOWN_HOST : host.toLowerCase(Locale.ROOT);
    return new NodeId(
        name.substring(0, Math.min(name.length(), LONGEST - suffix.length())) + suffix);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return UNKNOWN_HOST;
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
