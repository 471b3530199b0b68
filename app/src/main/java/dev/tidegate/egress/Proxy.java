package dev.tidegate.egress;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that can be dialled.
 *
 * @param addresses its addresses, at least one, in the resolver's order
 * @param credentials null where it asks for none
 */
public record Proxy(List<InetSocketAddress> addresses, @Nullable Credentials credentials) {

  /** Copies the list. */
  public Proxy {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a proxy without address");
    }
  }

  /**
   * How Tidegate makes itself known to the proxy, by Basic authentication (RFC 7617).
   *
   * @param user without a colon
   */
  public record Credentials(String user, String password) {

    /** Refuses a user that could not be told from the password. */
    public Credentials {
      if (user.indexOf(':') >= 0) {
        throw new IllegalArgumentException("a proxy's user must not hold a colon");
      }
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
      return "Credentials[user=" + user + "]";
    }
  }
}
